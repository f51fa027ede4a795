import { plural, t } from '../i18n.ts';
import type { NamedError } from '../result.ts';
import type { CardContent } from './card-content.ts';
import { type CardForms, editForm, wrongForm } from './card-forms.ts';
import { errorHelp, errorText, evidenceText, kindText, sourceText, typeText } from './card-words.ts';
import { type CardIcon, el, icon } from './elements.ts';

/** What can be asked for in the card. */
export interface CardActions extends CardForms {
  keep(content: CardContent): void;
  saveArticle(): void;
  listen(content: CardContent): void;
  copy(content: CardContent): void;
  step(mention: number): void;
  walk(entity: string): void;
  back(): void;
  togglePin(): void;
  close(): void;
  showGloss(span: { start: number; end: number }): void;
  /** A form was opened: the card must stay. */
  stay(): void;
  /** The card's height changed. */
  resized(): void;
}

/** What the card needs to know beside its content. */
export interface CardStatus {
  kept: boolean;
  saved: 'no' | 'saving' | 'saved';
  pinned: boolean;
  /** It does not close by itself, so it shows a close button. */
  stays: boolean;
  canListen: boolean;
  canSave: boolean;
}

type Panel = 'main' | 'edit' | 'wrong';

/** The card's DOM. Rendered anew for each name (some 40 elements), in place for a change of state. */
export class CardView {
  readonly element: HTMLElement;
  readonly #document: Document;
  readonly #actions: CardActions;
  #content: CardContent | null = null;
  #status: CardStatus | null = null;
  #panel: Panel = 'main';
  #more = false;
  #message: HTMLElement;

  constructor(document: Document, actions: CardActions) {
    this.#document = document;
    this.#actions = actions;
    this.#message = el(document, 'div', { class: 'msg', role: 'status' });
    this.element = el(document, 'div', {
      class: 'card',
      role: 'dialog',
      tabindex: -1,
      'aria-labelledby': 'wl-en wl-th',
      hidden: true,
    });
  }

  get panel(): Panel {
    return this.#panel;
  }

  /** Shows a name; `more` opens the part with context and evidence. */
  render(content: CardContent, status: CardStatus, more = false): void {
    const same = this.#content?.entity.id === content.entity.id && this.#content.mention === content.mention;
    if (!same) {
      this.#panel = 'main';
      this.#more = more;
      this.#say('');
    }
    this.#content = content;
    this.#status = status;
    this.#draw();
  }

  /** A result or a failure, under the actions. */
  #say(text: string, bad = false, help = ''): void {
    const { ownerDocument } = this.#message;
    this.#message.className = bad ? 'msg bad' : 'msg';
    this.#message.replaceChildren(text, ...(help ? [el(ownerDocument, 'small', {}, help)] : []));
    this.#message.setAttribute('role', bad ? 'alert' : 'status');
  }

  showMessage(text: string): void {
    this.#say(text);
    this.#actions.resized();
  }

  showError(error: NamedError): void {
    this.#say(errorText(error), true, errorHelp(error));
    this.#actions.resized();
  }

  showPanel(panel: Panel): void {
    this.#panel = panel;
    if (panel !== 'main') this.#actions.stay();
    this.#draw();
    this.#actions.resized();
    const first = panel === 'main' ? null : this.element.querySelector<HTMLElement>('input, select');
    first?.focus({ preventScroll: true });
  }

  #draw(): void {
    const content = this.#content;
    const status = this.#status;
    if (!content || !status) return;
    // A button that is pressed is drawn anew; the focus goes to its successor.
    const focused = (this.element.getRootNode() as ShadowRoot).activeElement?.getAttribute('data-do');
    const back = () => this.showPanel('main');
    const body =
      this.#panel === 'edit'
        ? [editForm(this.#document, content, this.#actions, back)]
        : this.#panel === 'wrong'
          ? [wrongForm(this.#document, content, this.#actions, back)]
          : this.#main(content, status);
    this.element.replaceChildren(...body);
    // Over the actions, which stay at the card's lower edge.
    this.element.lastElementChild?.before(this.#message);
    if (focused)
      this.element.querySelector<HTMLElement>(`[data-do="${focused}"]`)?.focus({ preventScroll: true });
  }

  #main(content: CardContent, status: CardStatus): Node[] {
    const nodes: (Node | null)[] = [
      content.depth > 0 ? this.#button('back', 'back', t('card_back'), () => this.#actions.back()) : null,
      this.#head(content, status),
      this.#chips(content),
      this.#relations(content),
      this.#source(content),
      this.#more ? this.#details(content) : null,
      this.#row(content, status),
    ];
    return nodes.filter((node) => node !== null);
  }

  #head(content: CardContent, status: CardStatus): HTMLElement {
    const d = this.#document;
    const title = content.thai ?? content.surface ?? content.acronyms[0] ?? content.english ?? '';
    const isThai = /[\u0e00-\u0e7f]/.test(title);
    return el(
      d,
      'div',
      { class: 'head' },
      el(
        d,
        'div',
        { class: 'names' },
        el(d, 'div', { class: 'th', id: 'wl-th', lang: isThai ? 'th' : 'en' }, title),
        content.english
          ? el(d, 'div', { class: 'en', id: 'wl-en', lang: 'en' }, content.english)
          : el(d, 'div', { class: 'en none', id: 'wl-en' }, t('card_no_english')),
      ),
      this.#iconButton(
        'pin',
        'pin',
        status.pinned ? t('card_unpin') : t('card_pin'),
        () => this.#actions.togglePin(),
        {
          pressed: status.pinned,
          grip: status.pinned,
        },
      ),
      status.stays ? this.#iconButton('close', 'close', t('card_close'), () => this.#actions.close()) : null,
    );
  }

  #chips(content: CardContent): HTMLElement {
    const d = this.#document;
    const chip = (text: string, kind: string, props = {}) =>
      el(d, 'span', { class: `chip ${kind}`, ...props }, text);
    const kind =
      content.kind === 'event' && content.type === 'other' ? kindText('event') : typeText(content.type);
    return el(
      d,
      'div',
      { class: 'chips' },
      ...content.acronyms.slice(0, 5).map((acronym) => chip(acronym, 'acr', languageOf(acronym))),
      content.surface && content.surface !== content.thai
        ? chip(content.surface, 'here', { ...languageOf(content.surface), title: t('card_as_written') })
        : null,
      chip(kind, 'type'),
    );
  }

  #relations(content: CardContent): HTMLElement | null {
    const d = this.#document;
    const { parent, inside, note } = content;
    if (!parent && !inside.length && !note) return null;
    const link = (text: string, entity: string) =>
      el(
        d,
        'button',
        {
          class: 'link',
          type: 'button',
          lang: 'th',
          'data-do': `walk-${entity}`,
          onclick: () => this.#actions.walk(entity),
        },
        text,
      );
    return el(
      d,
      'div',
      {},
      parent
        ? el(
            d,
            'div',
            { class: 'extra' },
            `${t('card_part_of')} `,
            parent.id ? link(parent.thai, parent.id) : el(d, 'span', { lang: 'th' }, parent.thai),
            parent.english ? ` · ${parent.english}` : '',
          )
        : null,
      inside.length
        ? el(
            d,
            'div',
            { class: 'extra' },
            `${t('card_contains')} `,
            ...inside.flatMap(({ id, name }, i) => [i ? ', ' : '', link(name, id)]),
          )
        : null,
      note ? el(d, 'div', { class: 'extra', dir: 'auto' }, note) : null,
    );
  }

  #source(content: CardContent): HTMLElement {
    const d = this.#document;
    const { gloss, place } = content;
    return el(
      d,
      'div',
      { class: 'src' },
      el(d, 'span', { class: `dot ${content.source}` }),
      el(
        d,
        'span',
        { class: 'says' },
        gloss
          ? el(
              d,
              'button',
              {
                class: 'link',
                type: 'button',
                'data-do': 'gloss',
                title: t('card_show_gloss'),
                onclick: () => this.#actions.showGloss(gloss),
              },
              sourceText(content.source),
            )
          : sourceText(content.source),
      ),
      place && place.of > 1
        ? el(
            d,
            'span',
            { class: 'nav', role: 'group', 'aria-label': plural('card_mentions', place.of) },
            this.#iconButton('previous', 'back', t('card_previous_mention'), () =>
              this.#actions.step(place.previous),
            ),
            el(d, 'span', { 'aria-label': t('card_place', place.at, place.of) }, `${place.at} / ${place.of}`),
            this.#iconButton('next', 'forward', t('card_next_mention'), () => this.#actions.step(place.next)),
          )
        : null,
    );
  }

  #details(content: CardContent): HTMLElement {
    const d = this.#document;
    const { context, evidence, otherEnglish, website } = content;
    return el(
      d,
      'div',
      { class: 'more', id: 'wl-more' },
      otherEnglish.length
        ? el(d, 'div', {}, `${t('card_also')} `, el(d, 'span', { lang: 'en' }, otherEnglish.join(' · ')))
        : null,
      context
        ? el(
            d,
            'q',
            { lang: 'th' },
            context.sentence.slice(0, context.start),
            el(d, 'b', {}, context.sentence.slice(context.start, context.end)),
            context.sentence.slice(context.end),
          )
        : null,
      evidence.length
        ? el(d, 'ul', {}, ...evidence.slice(0, 4).map((e) => el(d, 'li', {}, evidenceText(e))))
        : null,
      website ? el(d, 'div', { lang: 'en' }, website) : null,
    );
  }

  #row(content: CardContent, status: CardStatus): HTMLElement {
    const d = this.#document;
    const saved = status.saved === 'saved';
    return el(
      d,
      'div',
      { class: 'row' },
      this.#button(
        'keep',
        status.kept ? 'check' : 'keep',
        status.kept ? t('card_kept') : t('card_keep'),
        () => this.#actions.keep(content),
        status.kept ? 'main done' : 'main',
        status.kept,
      ),
      status.canSave
        ? this.#button(
            'save',
            saved ? 'check' : 'save',
            saved ? t('card_saved') : t('card_save_article'),
            () => this.#actions.saveArticle(),
            saved ? 'done' : '',
          )
        : null,
      el(d, 'span', { class: 'gap' }),
      status.canListen
        ? this.#iconButton('listen', 'listen', t('card_listen'), () => this.#actions.listen(content))
        : null,
      this.#iconButton('copy', 'copy', t('card_copy'), () => this.#actions.copy(content)),
      this.#iconButton('edit', 'edit', t('card_edit'), () => this.showPanel('edit')),
      this.#iconButton('wrong', 'wrong', t('card_wrong'), () => this.showPanel('wrong')),
      this.#iconButton('more', 'more', t('card_more'), () => this.#toggleMore(), { expanded: this.#more }),
    );
  }

  #toggleMore(): void {
    this.#more = !this.#more;
    this.#draw();
    this.#actions.resized();
  }

  #button(
    name: string,
    image: CardIcon,
    text: string,
    press: () => void,
    kind = '',
    pressed?: boolean,
  ): HTMLButtonElement {
    return el(
      this.#document,
      'button',
      {
        class: `btn ${kind}`,
        type: 'button',
        'data-do': name,
        'aria-pressed': pressed === undefined ? null : String(pressed),
        onclick: press,
      },
      icon(this.#document, image),
      text,
    );
  }

  #iconButton(
    name: string,
    image: CardIcon,
    label: string,
    press: () => void,
    state: { pressed?: boolean; grip?: boolean; expanded?: boolean } = {},
  ): HTMLButtonElement {
    const kind = `${state.grip ? ' grip filled' : ''}${state.expanded ? ' open' : ''}`;
    return el(
      this.#document,
      'button',
      {
        class: `ib${kind}`,
        type: 'button',
        'data-do': name,
        'aria-label': label,
        title: label,
        'aria-pressed': state.pressed === undefined ? null : String(state.pressed),
        'aria-expanded': state.expanded === undefined ? null : String(state.expanded),
        onclick: press,
      },
      icon(this.#document, image),
    );
  }
}

const languageOf = (text: string) => ({ lang: /[\u0e00-\u0e7f]/.test(text) ? 'th' : 'en' });
