/** The workspace that the token opens, and who we are in it. */
export interface Workspace {
  team: string
  enterprise?: string
  user: string
  bot?: string
  /** The council that it belongs to, where the settings name one. */
  authority?: string
  /** On whose clock a picked moment is read. */
  timeZone?: string
}
