/** Label of the server whose tools are known here: what they answer, what their arguments mean, how they are called. */
export const KNOWN_SERVER = 'dexter'

/**
 * A tool as all tables know it. Servers choose their tools' names freely, so that a name alone says nothing: only on the
 * known server it stands for itself, on every other it carries the server, and no table takes it for a tool of ours.
 */
export const toolKey = ({ server, name }: { server: string; name: string }): string =>
  server === KNOWN_SERVER ? name : `${name} (${server})`
