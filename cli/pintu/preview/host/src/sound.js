/** Sound as plain samples: what every browser can make of what it has recorded, whatever that is packed in. */

const BYTES_PER_SAMPLE = 2;
const HEADER_BYTES = 44;

/**
 * @param {ArrayBuffer} recorded in any format that the browser can play
 * @param {number} sampleRate
 * @param {number} channels 1 or 2
 * @returns {Promise<ArrayBuffer>} 16 bits a sample, least first, the channels in turn
 */
export async function pcm(recorded, sampleRate, channels) {
  const context = new OfflineAudioContext(channels, 1, sampleRate);
  const sound = await context.decodeAudioData(recorded);
  const { length } = sound; // in samples of `sampleRate`: decoding has changed it to that
  const mixing = new OfflineAudioContext(channels, length, sampleRate);
  const source = new AudioBufferSourceNode(mixing, { buffer: sound });
  source.connect(mixing.destination);
  source.start();
  const mixed = await mixing.startRendering();
  const samples = new DataView(new ArrayBuffer(length * channels * BYTES_PER_SAMPLE));
  for (let channel = 0; channel < channels; channel += 1) {
    mixed.getChannelData(channel).forEach((value, at) => {
      const level = Math.round(Math.max(-1, Math.min(1, value)) * 0x7fff);
      samples.setInt16((at * channels + channel) * BYTES_PER_SAMPLE, level, true);
    });
  }
  return samples.buffer;
}

/**
 * @param {ArrayBuffer} samples as `pcm` gives them
 * @param {number} sampleRate
 * @param {number} channels
 * @returns {File} with the header that says what they are
 */
export function wav(samples, sampleRate, channels) {
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  const frame = channels * BYTES_PER_SAMPLE;
  /** @type {[number, string][]} */
  const words = [
    [0, "RIFF"],
    [8, "WAVEfmt "],
    [36, "data"],
  ];
  for (const [at, word] of words) [...word].forEach((letter, i) => header.setUint8(at + i, letter.charCodeAt(0)));
  header.setUint32(4, HEADER_BYTES - 8 + samples.byteLength, true);
  header.setUint32(16, 16, true); // bytes of what follows up to "data"
  header.setUint16(20, 1, true); // not compressed
  header.setUint16(22, channels, true);
  header.setUint32(24, sampleRate, true);
  header.setUint32(28, sampleRate * frame, true);
  header.setUint16(32, frame, true);
  header.setUint16(34, BYTES_PER_SAMPLE * 8, true);
  header.setUint32(40, samples.byteLength, true);
  return new File([header, samples], "recorded.wav", { type: "audio/wav" });
}
