import type { Settings } from '../../../shared/settings'
import { TextSetting, words } from './setting'

/** Where OpenAI is reached: for those who go through a proxy. */
export const OpenaiAddresses = ({ openai }: { openai: Settings['openai'] }) => (
  <>
    <TextSetting {...words('url')} mode="url" value={openai.url} patch={(url) => ({ openai: { ...openai, url } })} />
    <TextSetting
      {...words('realtimeUrl')}
      mode="url"
      value={openai.realtimeUrl ?? ''}
      placeholder="wss://"
      patch={(url) => ({ openai: { ...openai, realtimeUrl: url === '' ? null : url } })}
    />
  </>
)

/** Endpoints that may be left empty, in the order in which a sign-in uses them. */
const ENDPOINTS = ['issuer', 'authorizationEndpoint', 'tokenEndpoint', 'userinfoEndpoint'] as const

/** Where Dexter is reached, and how it signs in. */
export function DexterAddresses({ dexter }: { dexter: Settings['dexter'] }) {
  const change = (over: Partial<Settings['dexter']>) => ({ dexter: { ...dexter, ...over } })
  return (
    <>
      <TextSetting {...words('dexterUrl')} mode="url" value={dexter.url} patch={(url) => change({ url })} />
      <TextSetting
        {...words('dexterRealtimeUrl')}
        mode="url"
        value={dexter.realtimeUrl ?? ''}
        placeholder="wss://"
        patch={(url) => change({ realtimeUrl: url === '' ? null : url })}
      />
      {ENDPOINTS.map((name) => (
        <TextSetting
          key={name}
          {...words(name)}
          mode="url"
          value={dexter[name] ?? ''}
          placeholder="https://"
          patch={(url) => change({ [name]: url === '' ? null : url })}
        />
      ))}
      <TextSetting {...words('clientId')} value={dexter.clientId} patch={(clientId) => change({ clientId })} />
      <TextSetting {...words('scope')} value={dexter.scope} patch={(scope) => change({ scope })} />
    </>
  )
}
