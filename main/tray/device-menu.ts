import { deviceChoices } from '../../shared/device-choices'
import { DEVICE_KINDS, type DeviceKind } from '../../shared/devices'
import { t } from '../../shared/i18n'
import type { AppState } from '../../shared/snapshot'
import { oneLine, plain } from './foreign-text'
import type { MenuItem } from './menu-item'

/** Microphone and speaker to choose; nothing before the voice window has listed them. */
export const deviceMenus = ({ devices }: AppState): MenuItem[] =>
  DEVICE_KINDS.flatMap((kind) => deviceMenu(kind, devices[kind]))

function deviceMenu(kind: DeviceKind, names: AppState['devices'][DeviceKind]): MenuItem[] {
  if (names.devices.length === 0 && names.missing === null) return []
  const { value, options } = deviceChoices(names)
  return [
    {
      type: 'submenu',
      label: t(`devices.${kind}.label`),
      items: options.map(({ id, label }) => ({
        type: 'radio',
        id: `${kind}:${id}`,
        label: plain(oneLine(label)),
        checked: id === value,
      })),
    },
  ]
}
