import { useApp, useAppState } from '../app-context'
import { Foreign } from '../foreign'

/** What tools did that was not approved: each stays until the trader says that he has read it. */
export function Alarms() {
  const alarms = useAppState((app) => app.status.alarms) ?? []
  const { bridge } = useApp()
  return (
    <div className="panel-alarms">
      {alarms.map(({ id, text }) => (
        <div key={id} className="panel-alarm" role="alert">
          <p id={id}>
            <Foreign lines>{text}</Foreign>
          </p>
          <button
            className="button"
            type="button"
            aria-describedby={id}
            onClick={() => void bridge.acknowledge(id).catch(() => {})}
          >
            I have read this
          </button>
        </div>
      ))}
    </div>
  )
}
