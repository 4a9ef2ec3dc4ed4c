import '../../shared/no-eval'
import './theme.css'
import { createRoot } from 'react-dom/client'
import { mirror } from '../state/mirror'
import { createStores } from '../state/stores'
import { AppContext } from './app-context'
import { Localized } from './localized'
import { Panel } from './panel/panel'

const root = document.getElementById('root')
if (!root) throw new Error('panel.html has no root')
const app = { bridge: window.dexter, stores: createStores() }
mirror(app.bridge, app.stores)
createRoot(root).render(
  <AppContext value={app}>
    <Localized>
      <Panel />
    </Localized>
  </AppContext>,
)
