import { spawn, spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Runs a program in a network of its own, where every name and every address leads here, and prints what it asks for:
// `node network-trap-process.mjs PROGRAM ARGUMENTS...` inside of `unshare --net --mount`. Answers as if the whole net were there.

const LOOPBACK = /^(?:::ffff:)?127\./
/** What a name resolves to: an address of the range for documentation (RFC 5737). */
const ANYWHERE = [203, 0, 113, 1]
/** One that Chromium knows to speak DNS over HTTPS as well. */
const NAME_SERVER = '8.8.8.8'
const A = 1

const told = (/** @type {string} */ what) => console.log(`trap: ${what}`)
const run = (/** @type {string} */ program, /** @type {string[]} */ ...args) => {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`)
}

run('ip', 'link', 'set', 'lo', 'up')
// A cable that is plugged in: with nothing but loopback, Chromium takes itself for offline and asks for nothing.
run('ip', 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth1')
for (const [device = '', address = ''] of [
  ['eth0', '192.0.2.2/24'],
  ['eth1', '198.51.100.2/24'],
]) {
  run('ip', 'address', 'add', address, 'dev', device)
  run('ip', 'link', 'set', device, 'up')
}
// Every address is this computer's own.
run('ip', 'route', 'add', 'local', 'default', 'dev', 'lo')
run('ip', '-6', 'route', 'add', 'local', 'default', 'dev', 'lo')
const servers = join(tmpdir(), `resolv-${process.pid}`)
writeFileSync(servers, `nameserver ${NAME_SERVER}\n`)
run('mount', '--bind', servers, '/etc/resolv.conf')

const names = createSocket('udp4')
names.on('message', (query, from) => {
  const { name, end } = questionIn(query)
  told(`name ${name}`)
  const type = query.readUInt16BE(end)
  const header = Buffer.from(query.subarray(0, 12))
  header.writeUInt16BE(0x8180, 2)
  header.writeUInt16BE(type === A ? 1 : 0, 6)
  header.fill(0, 8)
  const answer = Buffer.from([0xc0, 12, 0, A, 0, 1, 0, 0, 0, 60, 0, 4, ...ANYWHERE])
  const parts = [header, query.subarray(12, end + 4), ...(type === A ? [answer] : [])]
  names.send(Buffer.concat(parts), from.port, from.address)
})
names.bind(53, NAME_SERVER)
await once(names, 'listening')

// Ports of the web, of DNS over TLS, and of proxies.
for (const port of [80, 443, 853, 1080, 3128, 8080]) {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    if (!LOOPBACK.test(socket.localAddress ?? '')) told(`connection ${socket.localAddress}:${port}`)
    socket.once('data', (data) => {
      told(`says ${/^[A-Z]+ \S+/.exec(String(data))?.[0] ?? 'something unreadable'}`)
      socket.destroy()
    })
  })
  server.listen(port, '::')
  await once(server, 'listening')
}
// QUIC, and names asked of a server by its address.
for (const port of [443, 53]) {
  const socket = createSocket({ type: 'udp6', ipv6Only: port === 53 })
  socket.on('message', () => told(`datagram to port ${port}`))
  socket.bind(port)
  await once(socket, 'listening')
}

const [program = '', ...args] = process.argv.slice(2)
const child = spawn(program, args, { stdio: 'inherit' })
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, () => child.kill(signal))
const [code] = await once(child, 'exit')
process.exit(code ?? 1)

/**
 * The first question of a query (RFC 1035, section 4.1.2): its name, and where that ends.
 * @param {Buffer} query
 */
function questionIn(query) {
  const labels = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.'), end: at + 1 }
}
