export type SpeechChoice = 'thai' | 'english' | 'both';

/**
 * Reads names aloud with the system's own voices. Only local ones: a remote voice would send the name away. Without one the
 * card has no such button.
 */
export class Speech {
  readonly #synthesis: SpeechSynthesis | undefined;

  constructor(view: Window) {
    this.#synthesis = view.speechSynthesis;
  }

  #voice(language: string): SpeechSynthesisVoice | undefined {
    const voices = this.#synthesis?.getVoices() ?? [];
    return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
  }

  /** Whether anything of what the reader wants to hear can be spoken. */
  canSay(choice: SpeechChoice): boolean {
    return (choice !== 'english' && !!this.#voice('th')) || (choice !== 'thai' && !!this.#voice('en'));
  }

  say(choice: SpeechChoice, thai: string | null, english: string | null): void {
    if (!this.#synthesis) return;
    this.#synthesis.cancel();
    const parts: [string, string | null][] = [
      ['th', choice === 'english' ? null : thai],
      ['en', choice === 'thai' ? null : english],
    ];
    for (const [language, text] of parts) {
      const voice = this.#voice(language);
      if (!voice || !text) continue;
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = 0.95;
      this.#synthesis.speak(utterance);
    }
  }

  /** Some browsers load their voices late: calls `ready` once they are there, if none are there yet. */
  whenReady(ready: () => void, signal: AbortSignal): void {
    if (!this.#synthesis || this.#synthesis.getVoices().length) return;
    this.#synthesis.addEventListener?.('voiceschanged', ready, { once: true, signal });
  }
}
