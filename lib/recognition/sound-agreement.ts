/**
 * Whether a Thai word spells the sound of a Latin one (รอยเตอร์ส ~ Reuters): both are reduced to classes of consonant
 * sounds and compared by edit distance. Coarse on purpose: it is only asked of a Thai word right before a Latin one in
 * parentheses.
 */
const THAI_SOUNDS: Record<string, string> = {};
function sounds(letters: string, sound: string): void {
  for (const letter of letters) THAI_SOUNDS[letter] = sound;
}
sounds('กขคฆฃฅ', 'k');
sounds('จฉชฌ', 'c');
sounds('ซสศษ', 's');
sounds('ดตทธฐฎฏถฑฒ', 't');
sounds('นณ', 'n');
sounds('บปพภผ', 'p');
sounds('ฟฝ', 'f');
sounds('ม', 'm');
sounds('ยญ', 'y');
sounds('รลฬ', 'l');
sounds('ว', 'w');
sounds('หฮ', 'h');
sounds('ง', 'n');

const LATIN_SOUNDS: Record<string, string> = {
  b: 'p',
  c: 'k',
  d: 't',
  f: 'f',
  g: 'k',
  h: 'h',
  j: 'c',
  k: 'k',
  l: 'l',
  m: 'm',
  n: 'n',
  p: 'p',
  q: 'k',
  r: 'l',
  s: 's',
  t: 't',
  v: 'w',
  w: 'w',
  x: 'k',
  y: 'y',
  z: 's',
};

function thaiSounds(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i + 1) === 0x0e4c) continue;
    const sound = THAI_SOUNDS[text.charAt(i)];
    if (sound) out += sound;
  }
  return out;
}

function latinSounds(text: string): string {
  const lower = text
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/ph/g, 'f')
    .replace(/sch|sh|ch|tch/g, 'j')
    .replace(/th/g, 't')
    .replace(/ck/g, 'k')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/g(?=[ei])/g, 'j')
    .replace(/(.)\1/g, '$1');
  let out = '';
  for (const letter of lower) out += LATIN_SOUNDS[letter] ?? '';
  return out;
}

/** 0…1; 1 is the same sequence of consonant sounds. Strings longer than 80 code units are not compared. */
export function soundAgreement(thai: string, latin: string): number {
  if (thai.length > 80 || latin.length > 80) return 0;
  const plain = (sounds: string): string => sounds.replace(/[hwy]/g, '').replace(/(.)\1+/g, '$1');
  const a = plain(thaiSounds(thai));
  const b = plain(latinSounds(latin));
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 0;
  return 1 - editDistance(a, b) / longest;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
