import { useCallback } from 'react';
import { errorHelp, errorText } from '../../lib/highlight/card-words.ts';
import type { Result } from '../../lib/result.ts';
import { useToast } from '../ui/toast.tsx';

/** Runs a write; says in a toast what was done, with its undo, or what went wrong and what helps. */
export function useAction() {
  const toast = useToast();
  return useCallback(
    async <T>(
      work: () => Promise<Result<T>>,
      done?: (value: T) => { text: string; undo?: () => Promise<Result<unknown>> } | null,
    ): Promise<T | null> => {
      const result = await work();
      if (!result.ok) {
        toast({ text: `${errorText(result.error)} ${errorHelp(result.error)}`, tone: 'bad' });
        return null;
      }
      const message = done?.(result.value);
      if (message) {
        const { undo } = message;
        toast({
          text: message.text,
          undo: undo
            ? () =>
                void undo().then((undone) => {
                  if (!undone.ok) toast({ text: errorText(undone.error), tone: 'bad' });
                })
            : undefined,
        });
      }
      return result.value;
    },
    [toast],
  );
}
