// Prose: what time the guest believes it is.
import { under } from './entry'

export const clock = under('domain/clock', 'formatdomain.html#time-keeping', {
  '': 'How the guest\'s hardware clock is set at start.',
  '@offset': {
    text: 'What the hardware clock shows.',
    values: {
      utc: 'UTC: right for Linux and most others',
      localtime: 'the host\'s local time: what Windows expects',
      timezone: 'the zone named in `timezone`',
      variable: 'a number of seconds off, which the guest may change and libvirt remembers',
      absolute: 'always `start` (since 8.4.0)',
    },
    trap: 'A Windows guest on `utc` is off by its time zone.',
  },
  '@timezone': { text: 'The zone, as `Europe/Berlin`.', since: '0.7.7', trap: 'Needed with, and only with, `offset=\'timezone\'`.' },
  '@adjustment': { text: 'The difference to the base, or `reset` to begin anew at every start.', unit: 'seconds', since: '0.7.7' },
  '@basis': { text: 'What a variable clock is relative to.', default: '`utc`', since: '0.9.11', values: { utc: 'UTC', localtime: 'the host\'s local time' } },
  '@start': { text: 'The moment that an absolute clock starts from.', unit: 'seconds since 1970', since: '8.4.0' },
  'timer': { text: 'One of the machine\'s timers.', since: '0.8.0' },
  'timer@name': {
    text: 'The timer meant.',
    values: {
      rtc: 'the battery clock', pit: 'the old interval timer', hpet: 'the high precision timer: best off for Windows', tsc: 'the CPU\'s time stamp counter',
      kvmclock: 'KVM\'s paravirtual clock', hypervclock: 'Hyper-V\'s reference clock, for Windows (since 1.2.2)', armvtimer: 'ARM\'s virtual timer (since 6.1.0)', platform: 'not supported at present',
    },
  },
  'timer@present': 'Whether the guest has this timer.',
  'timer@tickpolicy': {
    text: 'What becomes of ticks that were missed, as while the guest was paused.',
    values: { delay: 'deliver them late, at the usual rate', catchup: 'deliver them faster until the clock is right again', merge: 'several become one', discard: 'they are lost; the guest\'s clock jumps' },
    trap: 'Each timer supports only some: `pit` takes delay and discard, `rtc` delay and catchup.',
  },
  'timer@track': { text: 'What the timer follows.', trap: 'Only `rtc` and `platform` take it.', values: { guest: 'the time that the guest ran', wall: 'the time on the wall', boot: 'the time since boot', realtime: 'real time' } },
  'timer@frequency': { text: 'How fast the counter runs.', unit: 'Hz', trap: 'Only for `tsc`.' },
  'timer@mode': { text: 'How the counter is managed.', trap: 'Only for `tsc`.', values: { auto: 'native if safe, else emulated', native: 'the host\'s, always', emulate: 'always emulated', paravirt: 'native plus a paravirtual interface', smpsafe: 'safe on several CPUs' } },
  'timer/catchup': { text: 'How catching up is done.', trap: 'Only with `tickpolicy=\'catchup\'`.' },
})
