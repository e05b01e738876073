import { Fixable } from '../../errors.ts'

export interface SlackSettings {
  SLACK_BOT_TOKEN?: string | undefined
  SLACK_APP_TOKEN?: string | undefined
  SLACK_SIGNING_SECRET?: string | undefined
  SLACK_COMMAND_PREFIX: string
  SLACK_API_URL: string
  PUBLIC_URL?: string | undefined
  HTTPS_PROXY?: string | undefined
}

/** What opens Slack to us, and us to Slack. */
export interface Access {
  token: string
  url: string
  /** With it we open the connection. */
  appToken?: string
  /** Without, Slack comes to us, and signs. */
  secret: string
}

export function accessIn({
  SLACK_BOT_TOKEN: token,
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: secret,
  SLACK_API_URL: url,
}: SlackSettings): Access {
  if (!token || !(appToken || secret)) throw new Fixable(missing)
  return { token, url, secret: secret ?? '', ...(appToken ? { appToken } : {}) }
}

const missing = `SLACK_BOT_TOKEN needs one of two others beside it: SLACK_APP_TOKEN (begins with xapp-; no public address needed), or
SLACK_SIGNING_SECRET with PUBLIC_URL, where Slack reaches Signpost over HTTP. README.md says where each is found.`
