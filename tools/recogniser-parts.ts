// The recogniser as the commands use it: the same code and the same bytes that the extension ships.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeGlossary } from '../lib/glossary/index.ts';
import { decodeNameModel, type NameModel } from '../lib/recognition/name-model/name-model.ts';
import { createRecogniser, type Recogniser } from '../lib/recognition/recogniser.ts';
import { compiledGlossary } from './glossary-files.ts';

export const MODEL_FILE = join(import.meta.dirname, '../public/models/names.bin');

/** The shipped name model, or null when its file is missing (a checkout without weights still annotates). */
export function loadNameModel(): NameModel | null {
  return existsSync(MODEL_FILE) ? decodeNameModel(readFileSync(MODEL_FILE)) : null;
}

export function loadRecogniser(): Recogniser {
  return createRecogniser({ model: loadNameModel(), glossary: decodeGlossary(compiledGlossary()) });
}
