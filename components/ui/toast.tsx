import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { Button } from './button.tsx';

interface Message {
  text: string;
  undo?: () => void;
  tone?: 'quiet' | 'bad';
}
type ShowToast = (message: Message) => void;

/** Long enough to read and to reach the button, ms; the clock stands still while the toast is pointed at or focused. */
const STAYS = 7000;

const ToastContext = createContext<ShowToast>(() => undefined);
export const useToast = () => useContext(ToastContext);

/** Says at the lower edge what was done, with a way back. One at a time: a new one takes the place of the old. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message | null>(null);
  const [held, setHeld] = useState(false);
  const turn = useRef(0);
  const show = useCallback<ShowToast>((next) => {
    turn.current++;
    setMessage(next);
  }, []);
  useEffect(() => {
    if (!message || held) return;
    const timer = setTimeout(() => setMessage(null), STAYS);
    return () => clearTimeout(timer);
  }, [message, held]);
  return (
    <ToastContext value={show}>
      {children}
      <div className="ui-toasts" role="status" aria-live="polite">
        {message && (
          // biome-ignore lint/a11y/noStaticElementInteractions: pointing only holds the clock; nothing is done by it.
          <div
            key={turn.current}
            className={`ui-toast ${message.tone ?? 'quiet'}`}
            onPointerEnter={() => setHeld(true)}
            onPointerLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            <span>{message.text}</span>
            {message.undo && (
              <Button
                kind="plain"
                onClick={() => {
                  message.undo?.();
                  setMessage(null);
                  setHeld(false);
                }}
              >
                {t('common_undo')}
              </Button>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  );
}
