import type { LabelledText } from './texts.ts';

/**
 * Heads of names that the product's guideline counts as organisations wherever they stand, where ThaiNER marks some of
 * them as places or facilities.
 */
const BODIES =
  /^(?:โรงเรียน|ร\.ร\.|รร\.|โรงพยาบาล|รพ\.|ร\.พ\.|รพสต|มหาวิทยาลัย|ม\.|วิทยาลัย|สภ\.|สน\.|สถานีตำรวจ|สถานทูต|สถานเอกอัครราชทูต|อบต\.|อบจ\.|เทศบาล|สำนักงาน|กรม|กระทรวง|ธนาคาร|สถาบัน|บริษัท|มูลนิธิ|พิพิธภัณฑ์|กองบัญชาการ)/u;

/** Names that ThaiNER marks now as organisations, now as places, and of which the product's guideline keeps only some. */
const DOUBTFUL = /^(?:ศูนย์|สถาน|ศาล|สนามบิน|ท่าอากาศยาน|โรงแรม|ห้าง|ร้าน|รัฐสภา|สภา|โรงงาน|ทำเนียบ)/u;

/** Organisations of ThaiNER that the product's guideline does not label. */
const NOT_BODIES = /^(?:วัด|ทีมหมูป่า|ราชกิจจานุเบกษา|ทีมชาติ|เฟซบุ๊ก)/u;

/** Bodies that ThaiNER leaves unmarked as often as not. */
const UNMARKED = /คณะรัฐมนตรี|ครม\.|วุฒิสภา|สภาผู้แทนราษฎร/gu;

/** A copy of a ThaiNER text, labelled as nearly by the product's guideline as rules can; what they cannot settle is left open. */
export function asProduct(text: LabelledText): LabelledText {
  const spans: LabelledText['spans'] = [];
  const open: { start: number; end: number }[] = [];
  for (const span of text.spans) {
    const surface = text.text.slice(span.start, span.end);
    if (span.type === 'location' && BODIES.test(surface)) {
      spans.push({ ...span, type: 'organization' });
    } else if (span.type === 'location' && DOUBTFUL.test(surface)) open.push(span);
    else if (span.type === 'organization' && NOT_BODIES.test(surface)) open.push(span);
    else spans.push(span);
  }
  for (const match of text.text.matchAll(UNMARKED)) {
    const start = match.index;
    const end = start + match[0].length;
    const taken = [...text.spans, ...open].some((span) => span.start < end && start < span.end);
    if (!taken) open.push({ start, end });
  }
  return { ...text, id: `${text.id}-product`, domain: 'product', spans, open, complete: true };
}
