using System.Runtime.CompilerServices;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>What an augmented copy of a clip may go through: of each kind how often, and how far. A probability of 0 switches a kind off.</summary>
public sealed record AugmentationOptions
{
    /// <summary>How often the pitch moves, in [0, 1]. Default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double PitchShiftProbability { get; init => field = Share(value); } = 0.5;

    /// <summary>How far it moves up or down, in (0, 12] semitones; drawn evenly. Default 2: farther, a dog becomes another animal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 12].</exception>
    public double PitchShiftSemitones
    {
        get;
        init => field = value is > 0 and <= 12 ? value : throw Wrong(value, "must be in (0, 12]");
    } = 2;

    /// <summary>How often the tempo changes, in [0, 1]. Default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double TimeStretchProbability { get; init => field = Share(value); } = 0.5;

    /// <summary>The most that it changes, in (0, 1]: 0.15 draws from 1 / 1.15 to 1.15 times as fast. Default 0.15.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 1].</exception>
    public double TimeStretch
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw Wrong(value, "must be in (0, 1]");
    } = 0.15;

    /// <summary>How often the sound moves in time, in [0, 1]. Default 0.8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double TimeShiftProbability { get; init => field = Share(value); } = 0.8;

    /// <summary>How far it moves either way, in (0, 60] seconds, in a circle. Default 0.5: a patch and its neighbour lie 0.48 s apart.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 60].</exception>
    public double TimeShiftSeconds
    {
        get;
        init => field = value is > 0 and <= 60 ? value : throw Wrong(value, "must be in (0, 60]");
    } = 0.5;

    /// <summary>How often the level changes, in [0, 1]. Default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double GainProbability { get; init => field = Share(value); } = 0.5;

    /// <summary>How far it changes either way, in (0, 60] dB. Default 6: twice as near, or half.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 60].</exception>
    public double GainDb
    {
        get;
        init => field = value is > 0 and <= 60 ? value : throw Wrong(value, "must be in (0, 60]");
    } = 6;

    /// <summary>Part of the copies that get noise, in [0, 1]; the others stay free of it. Default 0.75.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double NoiseProbability { get; init => field = Share(value); } = 0.75;

    /// <summary>The lowest signal-to-noise ratio, in [-30, 80] dB over the whole clip. Default -5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [-30, 80].</exception>
    public double SnrMinDb { get; init => field = Snr(value); } = -5;

    /// <summary>The highest signal-to-noise ratio, in [-30, 80] dB over the whole clip. Default 25.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [-30, 80].</exception>
    public double SnrMaxDb { get; init => field = Snr(value); } = 25;

    /// <summary>Whether the ratio is taken over the part of a clip with sound only; see <see cref="Mixing.AtSnr"/>. Default false.</summary>
    public bool SnrOverActivePart { get; init; }

    /// <summary>The steepest fall of the noise's spectrum, in [-12, 12] dB an octave. Default -6: brown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [-12, 12].</exception>
    public double NoiseSlopeMinDb { get; init => field = Slope(value); } = -6;

    /// <summary>The steepest rise of the noise's spectrum, in [-12, 12] dB an octave. Default 3: blue.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [-12, 12].</exception>
    public double NoiseSlopeMaxDb { get; init => field = Slope(value); } = 3;

    /// <summary>Part of the noisy copies whose noise is a recording, where there is a source of them, in [0, 1]. Default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double RecordedNoiseShare { get; init => field = Share(value); } = 0.5;

    /// <summary>How often the clip sounds as in a room, in [0, 1]. Default 0.25.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double RoomProbability { get; init => field = Share(value); } = 0.25;

    /// <summary>The longest reverberation time, in [0.1, 5] seconds; drawn from 0.1 up to it. Default 0.6: a furnished living room.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0.1, 5].</exception>
    public double RoomSeconds
    {
        get;
        init => field = value is >= 0.1 and <= 5 ? value : throw Wrong(value, "must be in [0.1, 5]");
    } = 0.6;

    /// <summary>The least direct sound over reverberation, in [-20, 20] dB; drawn from it up to 20. Default 0: as far away as the room's critical distance.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [-20, 20].</exception>
    public double RoomDirectMinDb
    {
        get;
        init => field = value is >= -20 and <= 20 ? value : throw Wrong(value, "must be in [-20, 20]");
    }

    /// <summary>How often the band is limited and tilted, in [0, 1]. Default 0.25.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double BandLimitProbability { get; init => field = Share(value); } = 0.25;

    /// <summary>The highest lower edge, in [20, 2000] Hz; drawn from 20 up to it, evenly over the octaves. Default 300: a telephone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [20, 2000].</exception>
    public double HighPassMaxHz
    {
        get;
        init => field = value is >= 20 and <= 2000 ? value : throw Wrong(value, "must be in [20, 2000]");
    } = 300;

    /// <summary>The lowest upper edge, in [2000, 8000] Hz; drawn from it up to 8000, evenly over the octaves. Default 3400: a telephone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [2000, 8000].</exception>
    public double LowPassMinHz
    {
        get;
        init => field = value is >= 2000 and <= 8000 ? value : throw Wrong(value, "must be in [2000, 8000]");
    } = 3400;

    /// <summary>The steepest tilt either way, in [0, 12] dB an octave. Default 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 12].</exception>
    public double TiltDb
    {
        get;
        init => field = value is >= 0 and <= 12 ? value : throw Wrong(value, "must be in [0, 12]");
    } = 3;

    private static double Share(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and <= 1 ? value : throw Wrong(value, "must be in [0, 1]", name);

    private static double Snr(double value, [CallerMemberName] string name = "") =>
        value is >= -30 and <= 80 ? value : throw Wrong(value, "must be in [-30, 80]", name);

    private static double Slope(double value, [CallerMemberName] string name = "") =>
        value is >= -12 and <= 12 ? value : throw Wrong(value, "must be in [-12, 12]", name);

    private static ArgumentOutOfRangeException Wrong(double value, string range, [CallerMemberName] string name = "") => new(name, value, range);
}
