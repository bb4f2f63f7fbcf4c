namespace Audio2Mqtt.Torch.Features;

/// <summary>
/// Triangular mel filters on the HTK scale, as TensorFlow's linear_to_mel_weight_matrix makes them: band edges evenly spaced in mel,
/// slopes linear in mel, the zero-frequency bin unused.
/// </summary>
internal static class MelFilterBank
{
    /// <summary>HTK's mel of a frequency in Hz: 1127 ln(1 + f / 700).</summary>
    internal static double HertzToMel(double hertz) => 1127 * Math.Log(1 + (hertz / 700));

    /// <summary>Weights [bins, bands], row-major, worked out in double precision; bins are those of a one-sided transform.</summary>
    internal static float[] Weights(LogMelOptions options)
    {
        var bins = (options.FftSize / 2) + 1;
        var (low, high) = (HertzToMel(options.MelMinHz), HertzToMel(options.MelMaxHz));
        double Edge(int index) => low + ((high - low) * index / (options.MelBands + 1));

        var weights = new float[bins * options.MelBands];
        for (var bin = 1; bin < bins; bin++)
        {
            var mel = HertzToMel((double)bin * options.SampleRate / options.FftSize);
            for (var band = 0; band < options.MelBands; band++)
            {
                var (lower, centre, upper) = (Edge(band), Edge(band + 1), Edge(band + 2));
                var rising = (mel - lower) / (centre - lower);
                var falling = (upper - mel) / (upper - centre);
                weights[(bin * options.MelBands) + band] = (float)Math.Max(0, Math.Min(rising, falling));
            }
        }

        return weights;
    }
}
