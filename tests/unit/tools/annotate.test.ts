import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const tool = join(import.meta.dirname, '../../../tools/annotate.ts');
const text =
  'อธิบดีกรมทางหลวง เปิดเผยเมื่อวันที่ 10 พ.ย. ว่า สำนักงานพัฒนาทุ่งลาดตะวัน (Sunfield Development Agency: SDA) พร้อมแล้ว\n';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'annotate-'));
  writeFileSync(join(folder, 'story.txt'), text);
  writeFileSync(join(folder, 'tis620.txt'), Buffer.from([0xa1, 0xc3, 0xc1, 0xb7, 0xd2, 0xa7]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function annotate(args: string[], input = '') {
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', tool, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: folder },
  });
  const lines = run.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code: run.status, lines, complaints: run.stderr.split('\n').filter(Boolean) };
}

describe('npm run annotate', () => {
  it('prints one object a file, relative to where it was called', () => {
    const { code, lines, complaints } = annotate(['story.txt']);
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    expect(Object.keys(lines[0]!)).toEqual(['file', 'mentions', 'entities', 'glosses', 'ms']);
    expect(lines[0]).toMatchObject({
      file: 'story.txt',
      glosses: [{ thai: 'สำนักงานพัฒนาทุ่งลาดตะวัน', english: 'Sunfield Development Agency', acronym: 'SDA' }],
    });
  });

  it('reads standard input for -, and lines with --jsonl', () => {
    expect(annotate(['-'], text).lines[0]).toMatchObject({ file: '-' });
    const { code, lines } = annotate(
      ['--jsonl'],
      `${JSON.stringify({ id: 7, text })}\n${JSON.stringify({ id: 'x', text: '' })}\n`,
    );
    expect(code).toBe(0);
    expect(lines.map((line) => line.id)).toEqual([7, 'x']);
    expect(lines[0]).not.toHaveProperty('file');
    expect(lines[1]).toMatchObject({ mentions: [], entities: [], glosses: [] });
  });

  it('says in one sentence what is wrong with a file, does the others, and exits 2', () => {
    const { code, lines, complaints } = annotate(['tis620.txt', 'missing.txt', 'story.txt', '.']);
    expect(code).toBe(2);
    expect(lines.map((line) => line.file)).toEqual(['story.txt']);
    expect(complaints).toHaveLength(3);
    expect(complaints[0]).toMatch(/tis620\.txt.*UTF-8/);
    expect(complaints[1]).toMatch(/missing\.txt.*no such file/);
    expect(complaints[2]).toMatch(/folder/);
  });

  it('does the other lines when one is broken', () => {
    const { code, lines, complaints } = annotate(
      ['--jsonl'],
      `{"id":1\n{"id":2}\n${JSON.stringify({ id: 3, text })}\n`,
    );
    expect(code).toBe(2);
    expect(lines.map((line) => line.id)).toEqual([3]);
    expect(complaints[0]).toMatch(/line 1.*not JSON/);
    expect(complaints[1]).toMatch(/line 2.*"text"/);
  });

  it('explains itself when called with nothing or an unknown option', () => {
    expect(annotate([])).toMatchObject({ code: 2, lines: [] });
    expect(annotate(['--wrong']).complaints[0]).toMatch(/--wrong.*usage/);
  });
});
