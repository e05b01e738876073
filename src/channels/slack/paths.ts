/** The one path at which Slack reaches us over HTTP. */
export const eventsPath = '/slack/events'
