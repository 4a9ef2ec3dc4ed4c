import { shortAddress } from '../../../shared/account'
import { t } from '../../../shared/i18n'
import type { SwapPreview, SwapReceipt, SwapSide } from '../../../shared/market'
import { visible } from '../../../shared/safe-text'
import { Age } from '../figures/age'
import { Figure } from '../figures/figure'
import { percent, usd } from '../figures/format'
import { Foreign } from '../foreign'
import type { Answer } from './answer'
import { Facts } from './facts'
import { LinkButton } from './link-button'
import { nameWarnings } from './name-warnings'
import { rawUnits } from './raw-units'
import { WarningMark } from './token-warnings'
import './swap-sheet.css'

/** What a swap costs and gives: a quote, or what came of it. */
export function SwapSheet({ data, receivedAt }: Answer<SwapPreview | SwapReceipt>) {
  const { input, netOutput, fee, quote, mode, valuations, priceImpactPct, otherAmountThreshold, warnings } = data
  const done = 'signature' in data
  const limit =
    mode === 'ExactIn' ? ([t('cards.swap.atLeast'), netOutput] as const) : ([t('cards.swap.atMost'), input] as const)
  return (
    <>
      <div className="swap">
        <Side word={t(done ? 'cards.swap.paid' : 'cards.swap.pay')} side={input} valueUsd={valuations.inputUsd} />
        <span className="swap-arrow" aria-hidden="true">
          →
        </span>
        <Side word={t(done ? 'cards.swap.got' : 'cards.swap.get')} side={netOutput} valueUsd={valuations.outputUsd} />
      </div>
      {warnings.map((warning) => (
        <p key={warning} className="swap-warning">
          <Foreign lines>{warning}</Foreign>
        </p>
      ))}
      <Facts
        facts={[
          [
            limit[0],
            <span key="limit">
              {rawUnits(otherAmountThreshold, limit[1].decimals)} <Foreign>{limit[1].symbol}</Foreign>
            </span>,
          ],
          [
            t('cards.swap.fee'),
            <span key="fee">
              {rawUnits(fee.amountRaw, fee.decimals)} <Foreign>{fee.symbol}</Foreign> ({percent(fee.bps / 100)})
            </span>,
          ],
          [t('cards.swap.impact'), <Figure key="impact" value={priceImpactPct} format={percent} unit="%" />],
          [t('cards.swap.slippage'), percent(quote.slippageBps / 100)],
          [
            t('cards.swap.wallet'),
            <span key="wallet" title={visible(data.walletAddress)}>
              <Foreign>{data.walletLabel ?? shortAddress(data.walletAddress)}</Foreign>
            </span>,
          ],
          [t('cards.swap.signature'), done && <Signature receipt={data} />],
        ]}
      />
      <p className="card-caption">
        <span>
          {t.rich(done ? 'cards.swap.executed' : 'cards.swap.quoted', { age: () => <Age at={receivedAt} as="ago" /> })}
        </span>
        {data.practice && <span className="simulated">{t('cards.simulated')}</span>}
      </p>
    </>
  )
}

function Side({ word, side, valueUsd }: { word: string; side: SwapSide; valueUsd: number | null }) {
  return (
    <div className="swap-side" title={visible(side.mint)}>
      <small>{word}</small>
      <b>{rawUnits(side.amountRaw, side.decimals)}</b>
      <span>
        <Foreign>{side.symbol}</Foreign> <small>{shortAddress(side.mint)}</small>
        <WarningMark warnings={nameWarnings({ ...side, name: side.symbol })} />
        {valueUsd !== null && (
          <>
            {' '}
            · <Figure value={valueUsd} format={usd} unit="USD" />
          </>
        )}
      </span>
    </div>
  )
}

function Signature({ receipt }: { receipt: SwapReceipt }) {
  return (
    <span title={receipt.signature}>
      {shortAddress(receipt.signature)}{' '}
      {receipt.solscanUrl === null ? (
        t('cards.swap.notOnChain')
      ) : (
        <LinkButton url={receipt.solscanUrl} label={t('cards.openOnSolscan')} />
      )}
    </span>
  )
}
