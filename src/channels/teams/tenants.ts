/** A council as far as Teams can tell it: by the tenant, or, where councils share one, by a team in it (`tenant/19:…`). */
interface Council {
  id: string
  'teams tenants': readonly string[]
}

export interface Tenants {
  /** Whether anybody of this tenant may talk with us. */
  isOurs(tenant: string | undefined): boolean
  /** The council of a tenant and a team; nothing where that is not certain: then each person is asked once. */
  councilAt(tenant: string | undefined, team: string | undefined): string | undefined
}

/** `own`: the tenant of the app. In practice without an app there is none, and then every tenant is a tenant for trying things out. */
export function tenantsOf(councils: readonly Council[], own: string | undefined): Tenants {
  const entries = councils.flatMap(({ id, 'teams tenants': all }) => all.map(entry => ({ id, ...parts(entry) })))
  const ours = new Set([...entries.map(({ tenant }) => tenant), ...(own ? [own.toLowerCase()] : [])])
  return {
    isOurs: tenant => own === undefined || ours.has((tenant ?? '').toLowerCase()),
    councilAt(tenant, team) {
      const here = entries.filter(entry => entry.tenant === (tenant ?? '').toLowerCase())
      const exact = here.filter(entry => entry.team !== undefined && entry.team === team)
      const whole = here.filter(entry => entry.team === undefined)
      const found = exact.length > 0 ? exact : whole
      return found.length === 1 ? found[0]?.id : undefined
    },
  }
}

function parts(entry: string): { tenant: string; team: string | undefined } {
  const [tenant = '', team] = entry.split('/')
  return { tenant: tenant.toLowerCase(), team }
}
