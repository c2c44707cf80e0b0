// Prose: sound cards and where their sound goes.
import { under } from './entry'

const stream = (direction: string) => ({
  [direction]: direction === 'input' ? 'What the host records for the guest.' : 'What the guest plays on the host.',
  [`${direction}@mixingEngine`]: 'Whether QEMU converts between formats and rates.',
  [`${direction}@fixedSettings`]: { text: 'Whether the format below is kept.', trap: 'Only with `mixingEngine=\'yes\'`.' },
  [`${direction}@voices`]: { text: 'How many sounds at once.', default: '1' },
  [`${direction}@bufferLength`]: { text: 'The length of the buffer.', unit: 'microseconds' },
  [`${direction}/settings`]: 'The format, when it is fixed.',
  [`${direction}/settings@frequency`]: { text: 'The sampling rate.', unit: 'Hz', default: '44100' },
  [`${direction}/settings@channels`]: { text: 'The channels.', default: '2' },
  [`${direction}/settings@format`]: { text: 'How a sample is stored: signed, unsigned or float, and its bits.' },
})

export const sound = {
  ...under('domain/devices/sound', 'formatdomain.html#sound-devices', {
    '': { text: 'A sound card.', since: '0.4.3' },
    '@model': { text: 'Which card the guest sees.', values: { ich9: 'HD audio of q35: the usual one', ich6: 'HD audio of older boards', ac97: 'AC97, for old systems', es1370: 'Ensoniq', sb16: 'Sound Blaster 16', pcspk: 'the PC speaker', usb: 'a USB card', virtio: 'paravirtual (since 10.4.0)', ich7: 'bhyve only' } },
    '@multichannel': { text: 'More than stereo on a `usb` card.', since: '9.4.0' },
    '@streams': { text: 'Streams of a `virtio` card.', default: '2', since: '10.4.0' },
    'codec': { text: 'A codec of an `ich6` or `ich9` card.', since: '0.9.13' },
    'codec@type': { text: 'What the codec offers.', values: { duplex: 'line in and line out', micro: 'speaker and microphone', output: 'line out only (since 4.4.0)' } },
    'audio': 'Which of the host\'s audio backends it plays to.',
    'audio@id': { text: 'The `id` of an `<audio>` element.', since: '7.2.0' },
  }),
  ...under('domain/devices/audio', 'formatdomain.html#audio-backends', {
    '': { text: 'Where sound goes on the host.', since: '7.2.0 (QEMU)' },
    '@id': { text: 'The number that cards refer to.', range: '1 or more', trap: 'Each once.' },
    '@type': { text: 'The sound system of the host.', values: { none: 'nowhere, but viewers still hear it', spice: 'the SPICE viewer', pulseaudio: 'PulseAudio', pipewire: 'PipeWire (since 9.10.0)', alsa: 'ALSA', jack: 'JACK', oss: 'OSS', sdl: 'SDL', coreaudio: 'macOS', dbus: 'D-Bus (since 8.4.0)', file: 'a WAV file' }, trap: '`spice` needs a SPICE display.' },
    '@timerPeriod': { text: 'How often sound is moved.', unit: 'microseconds' },
    '@serverName': 'The PulseAudio server.',
    '@runtimeDir': { text: 'Where PipeWire\'s socket is.', since: '9.10.0' },
    ...stream('input'), ...stream('output'),
  }),
}
