namespace Audio2Mqtt.Torch.Training.Metrics;

/// <summary>Turns probabilities over time into events.</summary>
public static class PatchEvents
{
    /// <summary>
    /// The stretches in which averages of neighbouring patches reach the threshold. An average stands for the middle hop of what its patches heard: a sound
    /// fills half of it when the probability turns. The first one stands for the beginning too, the last one for the end.
    /// </summary>
    /// <param name="probabilities">[patches, classes] row by row.</param>
    /// <param name="thresholds">[classes] from which a class is heard; NaN for a class that is no event.</param>
    /// <param name="durationSeconds">The recording's length: no event ends after it.</param>
    /// <param name="options">Hop, window, smoothing, joining.</param>
    /// <returns>By class, then by time.</returns>
    /// <exception cref="ArgumentException">The probabilities are no whole number of rows.</exception>
    public static IReadOnlyList<TimedEvent> Of(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> thresholds, double durationSeconds, DetectorOptions options)
    {
        var classes = thresholds.Length;
        if (classes == 0 || probabilities.Length % classes != 0)
            throw new ArgumentException($"{probabilities.Length} probabilities are no rows of {classes} classes", nameof(probabilities));
        var patches = probabilities.Length / classes;
        var width = Math.Min(options.SmoothedPatches, Math.Max(1, patches));
        var edge = (options.WindowSeconds + ((width - 2) * options.HopSeconds)) / 2; // from an average's beginning to its middle hop
        List<TimedEvent> found = [];
        for (var k = 0; k < classes; k++)
        {
            if (float.IsNaN(thresholds[k])) continue;
            for (var first = 0; first + width <= patches; first++)
            {
                var sum = 0.0;
                for (var row = first; row < first + width; row++) sum += probabilities[(row * classes) + k];
                if (sum / width < thresholds[k]) continue;
                var start = first == 0 ? 0 : (first * options.HopSeconds) + edge;
                var end = first + width == patches ? durationSeconds : (first * options.HopSeconds) + edge + options.HopSeconds;
                found.Add(new(k, Math.Min(start, durationSeconds), Math.Min(end, durationSeconds)));
            }
        }

        // Neighbours touch but for rounding.
        return TimedEvent.Joined(found, Math.Max(options.JoinSeconds, 1e-6));
    }
}
