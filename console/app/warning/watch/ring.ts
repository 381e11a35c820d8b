let context: AudioContext | null = null;

const HIGH_HZ = 880;
const LOW_HZ = 660;
const NOTE_S = 0.22;

/**
 * Rings three times two notes, without a file. A browser plays a sound only after the reader has touched the page;
 * until then it stays silent.
 */
export function ring(): void {
  context ??= new AudioContext();
  const audio = context;
  void audio.resume().then(() => {
    const gain = audio.createGain();
    gain.gain.value = 0.2;
    gain.connect(audio.destination);
    for (let note = 0; note < 6; note++) {
      const tone = audio.createOscillator();
      tone.frequency.value = note % 2 === 0 ? HIGH_HZ : LOW_HZ;
      tone.connect(gain);
      tone.start(audio.currentTime + note * NOTE_S);
      tone.stop(audio.currentTime + (note + 0.8) * NOTE_S);
    }
  });
}
