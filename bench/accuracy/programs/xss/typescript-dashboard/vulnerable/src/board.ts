export interface Note {
  author: string;
  text: string;
  at: Date;
}

const notes: Note[] = [];

export const add = (author: string, text: string): void => {
  notes.unshift({ author, text, at: new Date() });
  notes.length = Math.min(notes.length, 100);
};

export const all = (): readonly Note[] => notes;
