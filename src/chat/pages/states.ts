import type { Line } from '../../cases/history.ts'
import type { Brief } from '../../cases/outbox/notice.ts'

/** The state of a case, in words for a person. */
export const stateInWords: Record<Brief['state'], string> = {
  received: 'Nobody has taken it up yet',
  acknowledged: 'Taken up',
  assigned: 'Somebody deals with it',
  resolved: 'Closed',
  reopened: 'Opened again. Nobody has taken it up yet',
  transferred: 'Passed to another desk. Nobody has taken it up yet',
  withdrawn: 'Taken back by the person who sent it',
  gone: 'No longer with you',
}

/** What was done, in words for a person: `Friday 20 November at 14:30: taken up`. */
export const moveInWords: Record<Line['move'], string> = {
  open: 'reported',
  acknowledge: 'taken up',
  assign: 'given to somebody',
  resolve: 'closed',
  transfer: 'passed to another desk',
  return: 'handed back to the desk',
  reopen: 'opened again',
  withdraw: 'taken back',
  unanswered: 'said that nobody had answered',
  hold: 'to be kept, or not',
  'step-back': 'stepped back',
  reminder: 'nobody had taken it up, so others were told',
  clock: 'a clock that the law sets is over',
  'clock-met': 'what a clock was for was done',
  'passed-on': 'passed on to an agency',
}

/** Why something could not be delivered, in words for whoever looks after the program. */
export function problemInWords(problem: string): string {
  return problems[problem] ?? `It was refused (${problem}).`
}

const problems: Record<string, string> = {
  archived: 'The room was archived.',
  'not-in-room': 'Signpost is not in that room. Invite it.',
  'no-such-room': 'There is no such room, or it is private and Signpost is not in it.',
  'no-such-person': 'There is no such person any more.',
  deactivated: 'Their account was switched off.',
  'bad-address': 'There is no such address.',
  bounced: 'The mail came back.',
  full: 'Their mailbox is full.',
  'too-large': 'It was too large for that channel.',
  refused: 'The other side refused it.',
  blocked: 'They have blocked Signpost.',
  'not-installed': 'Signpost is not installed there.',
  'no-address': 'The settings give no way to reach them.',
  'no-channel': 'That channel is not set up here.',
  'not-allowed': 'Signpost lacks the right to write there.',
  down: 'The service did not answer.',
  'no-answer': 'The service did not answer in time.',
  'rate-limited': 'The service asked us to wait.',
  garbled: 'The service gave an answer that made no sense.',
  deferred: 'The mail server asked us to try again later.',
  'cut-off': 'The connection was lost while it was sent. It may have arrived.',
  certificate: 'The certificate of the mail server is not one we can trust. See the settings.',
  'not-encrypted': 'The mail server did not encrypt the connection, so nothing was sent. See the settings.',
  'signed-out': 'Signpost could not sign in there. See the settings.',
  fault: 'Something in Signpost went wrong. See its log.',
  settings: 'Something in the settings is missing. Run npm run doctor.',
  late: 'It has been waiting for over an hour.',
  'no-timer': 'It waited for nothing. It has its clock again.',
}
