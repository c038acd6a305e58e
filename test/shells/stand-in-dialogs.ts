/** Dialogs of the system, which nothing in a page can reach: answered by a script, or asked of the developer. */
export interface Dialogs {
  /** Chosen paths; none where the dialog is dismissed. */
  paths(title: string): Promise<string[]>;
  /** Number of the button. */
  choice(message: string, cancelId: number): Promise<number>;
}

/** Answers laid out beforehand, used in order; a dialog nobody laid out an answer for is dismissed. */
export interface ScriptedDialogs extends Dialogs {
  answerPaths(...paths: string[]): void;
  answerChoice(button: number): void;
  /** Titles and messages of the dialogs there were. */
  readonly asked: readonly string[];
}

export function scriptedDialogs(): ScriptedDialogs {
  const paths: string[][] = [];
  const choices: number[] = [];
  const asked: string[] = [];
  return {
    asked,
    answerPaths: (...chosen) => void paths.push(chosen),
    answerChoice: (button) => void choices.push(button),
    paths: async (title) => {
      asked.push(title);
      return paths.shift() ?? [];
    },
    choice: async (message, cancelId) => {
      asked.push(message);
      return choices.shift() ?? cancelId;
    },
  };
}

/** For a developer at a screen: a line of text in the window itself. `ask` shows it and gives what was typed. */
export function typedDialogs(ask: (script: string) => Promise<unknown>): Dialogs {
  return {
    async paths(title) {
      const typed = await ask(
        `prompt(${JSON.stringify(`${title}\n(stand-in: type paths, separated by " | ")`)})`,
      );
      return typeof typed === 'string' && typed.trim() !== ''
        ? typed.split('|').map((path) => path.trim())
        : [];
    },
    async choice(message, cancelId) {
      const agreed = await ask(`confirm(${JSON.stringify(message)})`);
      return agreed === true ? 1 : cancelId;
    },
  };
}
