/** Practice: everything works, and nothing reaches anybody. Live: the council's people are told. */
export type Mode = 'practice' | 'live'

/** What every form, receipt and notice begins with. */
export function bannerOf(mode: Mode): string | undefined {
  return mode === 'practice' ? 'Practice: nobody at the council will read this. In danger, call 999.' : undefined
}
