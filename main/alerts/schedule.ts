/** A token to be looked at, at a server. */
export interface Target {
  key: string
  server: string
}

interface ScheduleDeps {
  /** Milliseconds of a clock that does not jump. */
  now(): number
  /** Calls back once; returns its undo. */
  after(ms: number, callback: () => void): () => void
  everyMs(): number
  /** Empty: nobody is asked. */
  targets(): readonly Target[]
  /** Looks at one; settles with whether the server is to be left alone for longer. Never rejects. */
  look(target: Target): Promise<'fine' | 'trouble'>
  /** Whether a server may be asked now. */
  mayLook(server: string): boolean
}

/** A server in trouble is asked after this, then after twice as long each time, up to the longest. */
const BACK_OFF_MS = 60_000
const LONGEST_BACK_OFF_MS = 15 * 60_000

interface Server {
  busy: boolean
  failures: number
  notBefore: number
}

/**
 * When to look at which price: each token once in `everyMs`, one request at a time at each server, and a server that fails ever
 * more seldom. While there are no targets no timer runs.
 */
export function createSchedule({ now, after, everyMs, targets, look, mayLook }: ScheduleDeps) {
  const servers = new Map<string, Server>()
  const lookedAt = new Map<string, number>()
  let cancel = () => {}
  let paused = false

  const of = (id: string): Server => {
    const server = servers.get(id) ?? { busy: false, failures: 0, notBefore: 0 }
    servers.set(id, server)
    return server
  }

  const dueAt = ({ key, server }: Target): number => {
    const last = lookedAt.get(key)
    return Math.max(of(server).notBefore, last === undefined ? 0 : last + everyMs())
  }

  const begin = async (target: Target) => {
    const server = of(target.server)
    server.busy = true
    lookedAt.set(target.key, now())
    const came = await look(target)
    server.busy = false
    server.failures = came === 'fine' ? 0 : server.failures + 1
    const backOff = Math.min(LONGEST_BACK_OFF_MS, BACK_OFF_MS * 2 ** (server.failures - 1))
    server.notBefore = came === 'fine' ? 0 : now() + Math.max(backOff, everyMs())
    plan()
  }

  /** Begins what is due, and sets the timer for what comes next. */
  const plan = () => {
    cancel()
    cancel = () => {}
    const wanted = targets()
    for (const key of lookedAt.keys()) if (!wanted.some((target) => target.key === key)) lookedAt.delete(key)
    if (paused) return
    // The one that has waited longest first.
    const open = wanted.filter(({ server }) => mayLook(server)).sort((one, other) => dueAt(one) - dueAt(other))
    for (const target of open) if (!of(target.server).busy && dueAt(target) <= now()) void begin(target)
    const next = open.filter(({ server }) => !of(server).busy).map(dueAt)
    // Nobody tells when the network is back.
    if (open.length < wanted.length) next.push(now() + everyMs())
    if (next.length > 0) cancel = after(Math.max(0, Math.min(...next) - now()), plan)
  }

  return {
    /** Targets, the pace, or what may be asked have changed. */
    plan,
    /** What was wrong with a server may be mended: each is asked again as if it had never failed. */
    afresh() {
      for (const server of servers.values()) Object.assign(server, { failures: 0, notBefore: 0 })
      plan()
    },
    /** One was looked at by other means just now. */
    looked: (key: string) => void lookedAt.set(key, now()),
    pause() {
      paused = true
      plan()
    },
    resume() {
      paused = false
      plan()
    },
    get paused() {
      return paused
    },
  }
}
