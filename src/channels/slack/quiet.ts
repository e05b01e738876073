import { LogLevel } from '@slack/bolt'

/**
 * What Slack's library would log. It says nothing: at its chattiest it writes whole messages, reports among them, and at its calmest what
 * the other side answered. What matters comes back to us as an error, and our own log says of what kind that was.
 */
export const quiet = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  getLevel: () => LogLevel.ERROR,
  setLevel: () => {},
  setName: () => {},
}
