// npm run compile: writes public/glossary.bin from lib/glossary/data/*.tsv, if it is missing or older, and
// says what is in it. The build, the tests and `annotate` do the same by themselves.
import { gzipSync } from 'node:zlib';
import { decodeGlossary, GlossaryError } from '../lib/glossary/index.ts';
import { compiledGlossary } from './glossary-files.ts';

try {
  const bytes = compiledGlossary();
  const glossary = decodeGlossary(bytes);
  console.log(
    `public/glossary.bin: ${glossary.entryCount} bodies, ${glossary.abbreviationCount} abbreviations, ` +
      `${glossary.formCount} forms; ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`,
  );
} catch (error) {
  if (!(error instanceof GlossaryError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
