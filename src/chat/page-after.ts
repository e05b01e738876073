import type { Act } from './act.ts'

/** The page that is seen in the end when something was done: somebody may come back to it, and nothing is done twice. */
export function pageAfter(act: Act): Act | undefined {
  switch (act.do) {
    case 'home':
    case 'help':
    case 'clause':
    case 'mine':
    case 'own':
    case 'inbox':
    case 'case':
    case 'numbers':
    case 'stuck':
    case 'agency':
      return act
    case 'desk':
      return act.desk === undefined ? act : undefined
    case 'move':
    case 'meet':
    case 'warn':
    case 'pass-on':
      return { do: 'case', reference: act.reference }
    case 'write':
      return { do: act.what === 'addition' ? 'own' : 'case', reference: act.reference }
    case 'withdraw':
    case 'reopen-own':
    case 'unanswered':
      return { do: 'own', reference: act.reference }
    case 'mend':
      return { do: 'stuck' }
    default:
      return undefined
  }
}
