import type { GlossaryEntry } from '../glossary/types.ts';
import { t } from '../i18n.ts';
import type { CardContent } from './card-content.ts';
import { el } from './elements.ts';

export type Scope = 'page' | 'site' | 'everywhere';

export interface CardForms {
  editGloss(entry: GlossaryEntry): void;
  correct(correction: {
    surface: string;
    action: 'not-an-organisation' | 'wrong-english';
    english: string | null;
    scope: Scope;
  }): void;
}

/** The form that writes a name into the reader's own glossary. */
export function editForm(
  document: Document,
  content: CardContent,
  actions: CardForms,
  done: () => void,
): HTMLFormElement {
  const thai = text(document, 'thai', t('card_field_thai'), content.thai ?? content.surface ?? '', 'th');
  const english = text(document, 'english', t('card_field_english'), content.english ?? '', 'en');
  const acronyms = text(document, 'acronyms', t('card_field_acronyms'), content.acronyms.join(', '), 'th');
  const note = text(document, 'note', t('card_field_note'), '', 'en');
  return form(document, t('card_edit_title'), [thai, english, acronyms, note], t('common_save'), done, () => {
    const value = (label: HTMLElement) => label.querySelector('input')?.value.trim() ?? '';
    if (!value(thai) || !value(english)) return;
    const short = value(acronyms)
      .split(/\s*[,|]\s*/)
      .filter(Boolean);
    const isThai = (name: string) => /[\u0e00-\u0e7f]/.test(name);
    actions.editGloss({
      thai: value(thai),
      english: value(english),
      otherEnglish: content.otherEnglish.filter((name) => name !== value(english)),
      thaiAbbr: short.filter(isThai),
      latin: short.filter((name) => !isThai(name)),
      short: [],
      otherThai:
        content.surface && content.kind === 'name' && content.surface !== value(thai)
          ? [content.surface]
          : [],
      type: content.type,
      ...(value(note) ? { note: value(note) } : {}),
    });
    done();
  });
}

/** The form that says what is wrong, and where that holds. */
export function wrongForm(
  document: Document,
  content: CardContent,
  actions: CardForms,
  done: () => void,
): HTMLFormElement {
  const surface = content.surface ?? content.thai ?? content.acronyms[0] ?? content.english ?? '';
  const english = text(document, 'english', t('card_field_right_english'), '', 'en');
  const field = el(document, 'div', {}, english);
  field.hidden = true;
  const choose = (action: string) => {
    field.hidden = action !== 'wrong-english';
  };
  const choice = (value: string, label: string, checked: boolean) =>
    el(
      document,
      'label',
      { class: 'choice' },
      el(document, 'input', { type: 'radio', name: 'action', value, checked, onchange: () => choose(value) }),
      label,
    );
  const scope = el(
    document,
    'select',
    { name: 'scope' },
    ...(['page', 'site', 'everywhere'] as const).map((value) =>
      el(document, 'option', { value, selected: value === 'site' }, t(`card_scope_${value}`)),
    ),
  );
  const parts = [
    choice('not-an-organisation', t('card_wrong_not_organisation'), true),
    choice('wrong-english', t('card_wrong_english'), false),
    field,
    el(document, 'label', {}, t('card_scope'), scope),
  ];
  const made = form(document, t('card_wrong_title', surface), parts, t('card_apply'), done, () => {
    const action = made.querySelector<HTMLInputElement>('input[name=action]:checked')?.value;
    const right = english.querySelector('input')?.value.trim() ?? '';
    actions.correct({
      surface,
      action: action === 'wrong-english' ? 'wrong-english' : 'not-an-organisation',
      english: action === 'wrong-english' && right ? right : null,
      scope: scope.value as Scope,
    });
  });
  return made;
}

function text(
  document: Document,
  name: string,
  label: string,
  value: string,
  lang: string,
): HTMLLabelElement {
  const input = el(document, 'input', { type: 'text', name, lang, maxlength: 500, autocomplete: 'off' });
  input.value = value;
  return el(document, 'label', {}, label, input);
}

function form(
  document: Document,
  title: string,
  parts: Node[],
  submit: string,
  cancel: () => void,
  send: () => void,
): HTMLFormElement {
  return el(
    document,
    'form',
    {
      onsubmit: (event) => {
        // Nothing navigates; the form only gathers.
        event.preventDefault();
        send();
      },
    },
    el(document, 'h3', { id: 'wl-th' }, title),
    ...parts,
    el(
      document,
      'div',
      { class: 'row' },
      el(document, 'button', { class: 'btn', type: 'button', onclick: cancel }, t('common_cancel')),
      el(document, 'button', { class: 'btn main', type: 'submit' }, submit),
    ),
  );
}
