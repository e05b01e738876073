import { bannerOf } from '../desks/practice.ts'
import type { Case } from './case.ts'

/** What stands above a case of practice, or of a drill, wherever it is shown. */
export function bannerFor({ practice, drill }: Pick<Case, 'practice' | 'drill'>): string | undefined {
  const words = [bannerOf(practice ? 'practice' : 'live'), drill ? drillWords : undefined]
  return words.filter(Boolean).join(' ') || undefined
}

const drillWords = 'This is a drill. Nobody is in danger, and opening it is all that is asked. It ends by itself.'
