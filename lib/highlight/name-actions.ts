import { t } from '../i18n.ts';
import type { ArticleCapture } from '../library/rows.ts';
import type { AnswerTo, PageRequest } from '../messages.ts';
import type { ArticleMeta, Detection } from '../page/types.ts';
import { fail, type NamedError, ok, type Result } from '../result.ts';
import type { Settings } from '../settings.ts';
import type { CardContent } from './card-content.ts';

import { copyText } from './clipboard.ts';
import { fillCopyTemplate } from './copy-template.ts';
import type { PageModel } from './page-model.ts';

/** Text sent along with a kept name, UTF-16 code units on either side: its sentence is in there. */
const AROUND = 400;

/** What the actions need to know and to tell. */
export interface ActionContext {
  document: Document;
  ask<R extends PageRequest>(request: R): Promise<Result<AnswerTo<R>>>;
  model(): PageModel;
  describe(): { meta: ArticleMeta; detection: Detection };
  settings(): Pick<Settings, 'card'>;
  /** Annotates anew. */
  again(): Promise<void>;
  /** Results: in the open card, or at the window's lower edge. */
  tell(text: string): void;
  tellError(error: NamedError): void;
  notice(text: string, action?: { label: string; run: () => void }): void;
  announce(text: string): void;
  closeCard(): void;
  redrawCard(): void;
}

/** What a reader does with a name or with the article: keep, save, copy, gloss, correct. */
export class NameActions {
  readonly #context: ActionContext;
  saved: 'no' | 'saving' | 'saved' = 'no';

  constructor(context: ActionContext) {
    this.#context = context;
  }

  /** Looks up whether the article is in the library. */
  async lookUpSaved(): Promise<void> {
    const { ask, describe } = this.#context;
    const saved = await ask({ type: 'saved-state', canonicalUrl: describe().meta.canonicalUrl });
    if (saved.ok && saved.value) this.saved = 'saved';
  }

  /** Keeps the name that a card shows, or lets it go. */
  async toggleKept({ entity }: CardContent): Promise<void> {
    const keep = !this.#context.model().kept.has(entity.id);
    const result = await this.keepEntity(entity.id, keep);
    if (!result.ok) this.#context.tellError(result.error);
    else this.#context.announce(keep ? t('card_kept') : t('card_unkept'));
    this.#context.redrawCard();
  }

  /** Keeps a name of this page, or lets it go. Errors: `not-found`, `storage-…`. */
  async keepEntity(id: string, keep: boolean): Promise<Result<null>> {
    const { ask, describe, document } = this.#context;
    const model = this.#context.model();
    const entity = model.entity(id);
    const mention = model.annotation.mentions.find((m) => m.entity === id);
    if (!entity || !mention) return fail('not-found', `no entity ${id} on this page`);
    if (!keep) {
      const gone = await ask({ type: 'unkeep-name', entity });
      if (gone.ok) model.kept.delete(id);
      return gone;
    }
    const { meta } = describe();
    const from = Math.max(0, mention.start - AROUND);
    const kept = await ask({
      type: 'keep-name',
      entity,
      text: model.page.text.slice(from, mention.end + AROUND).slice(0, 2_000),
      start: mention.start - from,
      end: mention.end - from,
      title: meta.title ?? document.title.slice(0, 2_000),
      site: meta.site ?? '',
      publishedIso: meta.publishedAt,
      canonicalUrl: meta.canonicalUrl,
    });
    if (!kept.ok) return kept;
    model.kept.add(id);
    return ok(null);
  }

  /** Everything of the page that a save takes, but for the clean copy, which the background adds. */
  capture(): Result<ArticleCapture> {
    const { document, describe } = this.#context;
    const { page, annotation, kept } = this.#context.model();
    if (!page.text.trim()) return fail('page-empty', 'the page has no text to save');
    const { meta, detection } = describe();
    return ok({
      url: document.location.href,
      title: meta.title ?? document.title.slice(0, 2_000),
      language: detection.language,
      text: page.text,
      html: '',
      meta,
      detection,
      annotation,
      kept: [...kept],
    });
  }

  async save(): Promise<Result<AnswerTo<{ type: 'save-article' }>>> {
    const { ask, tellError, notice, announce, redrawCard } = this.#context;
    const capture = this.capture();
    if (!capture.ok) {
      tellError(capture.error);
      return capture;
    }
    this.saved = 'saving';
    const saved = await ask({ type: 'save-article', capture: capture.value });
    this.saved = saved.ok ? 'saved' : 'no';
    redrawCard();
    if (!saved.ok) tellError(saved.error);
    else {
      const text = saved.value.state === 'updated' ? t('card_updated') : t('card_saved');
      announce(text);
      notice(text);
    }
    return saved;
  }

  async copy(content: CardContent): Promise<void> {
    const { document, settings, tell } = this.#context;
    const text = fillCopyTemplate(settings().card.copyTemplate, {
      thai: content.thai ?? content.surface ?? '',
      english: content.english ?? '',
      acronyms: content.acronyms.join(', '),
    });
    tell((await copyText(document, text)) ? t('card_copied', text) : t('card_copy_failed'));
  }

  async editGloss(entry: Extract<PageRequest, { type: 'edit-gloss' }>['entry']): Promise<void> {
    const { ask, again, tell, tellError } = this.#context;
    const written = await ask({ type: 'edit-gloss', entry });
    if (!written.ok) {
      tellError(written.error);
      return;
    }
    await again();
    tell(t('card_gloss_saved'));
  }

  async correct(
    correction: Omit<Extract<PageRequest, { type: 'correct' }>, 'type' | 'canonicalUrl'>,
  ): Promise<void> {
    const { ask, again, describe, closeCard, notice, tellError } = this.#context;
    const { canonicalUrl } = describe().meta;
    const made = await ask({ type: 'correct', ...correction, canonicalUrl });
    if (!made.ok) {
      tellError(made.error);
      return;
    }
    closeCard();
    await again();
    const undo = async () => {
      const undone = await ask({ type: 'undo-correction', id: made.value.id });
      if (undone.ok) await again();
      else tellError(undone.error);
    };
    const text = correction.action === 'not-an-organisation' ? 'card_hidden_name' : 'card_corrected';
    notice(t(text, correction.surface), { label: t('common_undo'), run: () => void undo() });
  }
}
