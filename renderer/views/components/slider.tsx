import { Slider as AriaSlider, Label, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import './slider.css'

interface SliderProps {
  label: string
  hint?: string | undefined
  value: number
  min: number
  max: number
  step: number
  /** How a value is written: options of `Intl.NumberFormat`. */
  format?: Intl.NumberFormatOptions
  /** What stands beside it instead, for who sees it. */
  shown?(value: number): string
  /** While it moves. */
  onChange(value: number): void
}

/** A number that is felt rather than typed. */
export const Slider = ({ label, hint, value, min, max, step, format, shown, onChange }: SliderProps) => (
  <AriaSlider
    className="field field-slider"
    value={value}
    minValue={min}
    maxValue={max}
    step={step}
    onChange={onChange}
    {...(format && { formatOptions: format })}
  >
    <Label className="field-label">{label}</Label>
    <SliderOutput className="slider-value">{shown?.(value)}</SliderOutput>
    <SliderTrack className="slider-track">
      {({ state }) => (
        <>
          <i className="slider-fill" style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
          <SliderThumb className="slider-thumb" />
        </>
      )}
    </SliderTrack>
    {hint !== undefined && <p className="field-hint">{hint}</p>}
  </AriaSlider>
)
