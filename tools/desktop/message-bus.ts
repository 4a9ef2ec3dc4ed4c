import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProcessGroup } from './processes'

/** Everything is allowed, and nothing is started by being called: what a desktop runs it was given. */
const configFor = (address: string) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

/** A message bus of its own. Settles with its address when it takes connections. */
export async function startMessageBus(processes: ProcessGroup, runtimeDir: string): Promise<string> {
  const config = join(runtimeDir, 'bus.conf')
  writeFileSync(config, configFor(`unix:path=${join(runtimeDir, 'bus')}`))
  const bus = await processes.start('dbus-daemon', [
    `--config-file=${config}`,
    '--nofork',
    '--nopidfile',
    '--print-address=1',
  ])
  return bus.line((line) => line.startsWith('unix:'))
}
