import { describe, expect, it } from 'vitest';
import { pageKeyCommand } from '../../../lib/highlight/page-keys.ts';

const key = (code: string, more: Partial<KeyboardEvent> & { path?: object[] } = {}) => ({
  code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  composedPath: () => (more.path ?? [{ tagName: 'P' }]) as unknown as EventTarget[],
  ...more,
});

describe('keys in the page', () => {
  it('step through names with Alt', () => {
    expect(pageKeyCommand(key('Period', { altKey: true }), 'outside')).toBe('next-name');
    expect(pageKeyCommand(key('KeyS', { altKey: true, shiftKey: true }), 'outside')).toBe('save-article');
  });

  it('leave single letters to the page unless the card has the focus', () => {
    expect(pageKeyCommand(key('KeyK'), 'outside')).toBeNull();
    expect(pageKeyCommand(key('KeyK'), 'inside')).toBe('keep-name');
  });

  it('are never taken from somebody who writes', () => {
    expect(pageKeyCommand(key('KeyK'), 'typing')).toBeNull();
    expect(
      pageKeyCommand(key('Period', { altKey: true, path: [{ tagName: 'TEXTAREA' }] }), 'outside'),
    ).toBeNull();
    expect(
      pageKeyCommand(key('Period', { altKey: true, path: [{ isContentEditable: true }] }), 'outside'),
    ).toBeNull();
    expect(pageKeyCommand(key('KeyK', { isComposing: true }), 'inside')).toBeNull();
  });

  it('leave the browser’s and the system’s own keys alone', () => {
    expect(pageKeyCommand(key('KeyS', { ctrlKey: true }), 'inside')).toBeNull();
    expect(pageKeyCommand(key('KeyP', { metaKey: true }), 'inside')).toBeNull();
  });
});
