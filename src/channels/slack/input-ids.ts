/** How the blocks of one question are called: by its id alone where it has one, else with what kind of part it is. */
export const inputIds = {
  part: (id: string, at: number) => (at === 0 ? id : `${id}~${at + 1}`),
  instead: (id: string) => `${id}~or`,
  kept: (id: string) => `${id}~kept`,
  /** Another block once files are named: what was added in this one would else be sent twice. */
  files: (id: string, known: number) => (known === 0 ? id : `${id}~add${known}`),
  questionOf: (blockId: string) => blockId.split('~')[0] ?? '',
  kindOf: (blockId: string) => blockId.split('~')[1] ?? '',
}
