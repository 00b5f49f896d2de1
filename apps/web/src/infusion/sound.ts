import type { Alert } from '@ketame/care';
import { useEffect, useRef, useState } from 'react';

/** Beeps of a burst and seconds between bursts, by priority: more and sooner is more urgent. Ours, after IEC 60601-1-8. */
const bursts = { high: [5, 4], medium: [3, 10], low: [1, 20] } as const;
const tone = { hertz: 660, seconds: 0.15, gapSeconds: 0.12, loudness: 0.2 };

function beep(audio: AudioContext, count: number): void {
  for (let index = 0; index < count; index++) {
    const at = audio.currentTime + index * (tone.seconds + tone.gapSeconds);
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    oscillator.frequency.value = tone.hertz;
    gain.gain.setValueAtTime(tone.loudness, at);
    gain.gain.linearRampToValueAtTime(0, at + tone.seconds);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(at);
    oscillator.stop(at + tone.seconds);
  }
}

/**
 * The sound of what is to be heard now. Browsers let a page sound only after a person has asked for it.
 * @returns whether it is on, and the switch
 */
export function useAlertSound(alerts: readonly Alert[]): readonly [boolean, () => void] {
  const [isOn, setIsOn] = useState(false);
  const audio = useRef<AudioContext | null>(null);
  const sounding = alerts.filter((alert) => alert.sounding).map(({ rule }) => rule.priority);
  const loudest = (['high', 'medium', 'low'] as const).find((priority) => sounding.includes(priority));
  useEffect(() => {
    if (!isOn || loudest === undefined) return;
    const [count, everySeconds] = bursts[loudest];
    const play = () => audio.current !== null && beep(audio.current, count);
    play();
    const timer = setInterval(play, everySeconds * 1000);
    return () => clearInterval(timer);
  }, [isOn, loudest]);
  const change = () => {
    audio.current ??= new AudioContext();
    void audio.current.resume();
    setIsOn(!isOn);
  };
  return [isOn, change];
}
