import { browser } from 'wxt/browser';
import { extensionUrl } from '../extension-url.ts';
import {
  ExtensionRequestSchema,
  type Handlers,
  PageRequestSchema,
  parseMessage,
  type Request,
  type Sender,
  senderKind,
} from '../messages.ts';
import { fail, type Result } from '../result.ts';
import type { Asker } from './page-handlers.ts';

type Answer = Result<unknown>;

/**
 * Answers one message: the sender is told apart, the message parsed by what that sender may ask, the handler run, and
 * whatever it throws given back as a value. Never rejects.
 */
export async function answer(
  handlers: Handlers<Request, Asker>,
  message: unknown,
  sender: Sender,
): Promise<Answer> {
  const kind = senderKind(sender, { id: browser.runtime.id, origin: extensionUrl('/') });
  if (kind === 'stranger') return fail('bad-message', 'the sender is not a part of this extension');
  let parsed: Result<Request> = parseMessage(PageRequestSchema, message);
  if (!parsed.ok && kind === 'extension') {
    const own = parseMessage(ExtensionRequestSchema, message);
    if (own.ok || isExtensionRequest(message)) parsed = own;
  }
  if (!parsed.ok) return parsed;
  const asker: Asker = {
    tabId: kind === 'page' ? (sender.tab?.id ?? null) : null,
    frameId: sender.frameId ?? 0,
    url: sender.url ?? '',
    isPrivate: sender.tab?.incognito ?? true,
  };
  try {
    const handle = handlers[parsed.value.type] as (request: Request, asker: Asker) => Promise<Answer>;
    return await handle(parsed.value, asker);
  } catch (error) {
    return fail('unexpected', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}

/** A message of the extension's own pages that is wrong inside deserves that reason, not "unknown type". */
function isExtensionRequest(message: unknown): boolean {
  const type = (message as { type?: unknown } | null)?.type;
  return ExtensionRequestSchema.options.some((option) => option.entries.type.literal === type);
}
