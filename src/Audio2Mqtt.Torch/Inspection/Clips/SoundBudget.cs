namespace Audio2Mqtt.Torch.Inspection.Clips;

/// <summary>
/// Which clips can be heard in a page, and how much of each: 360 seconds in all, which are about 7 MB of FLAC and at most 12. Clips that something is told of
/// come first and with two seconds each; the others share what is left, evenly, with 0.96 to three seconds each, as many as that is enough for.
/// </summary>
internal static class SoundBudget
{
    private const double Seconds = 360;
    private const double MostOfClip = 3;
    private const double OfTold = 2;
    private const double LeastOfClip = 0.96;
    private const int MostTold = 40;

    /// <summary>Seconds of each clip; 0 for those that cannot be heard.</summary>
    /// <param name="clips">How many there are.</param>
    /// <param name="told">Those that something is told of, the most important first.</param>
    public static double[] Of(int clips, IEnumerable<int> told)
    {
        var seconds = new double[clips];
        foreach (var clip in told.Distinct().Take(MostTold)) seconds[clip] = OfTold;
        int[] others = [.. Enumerable.Range(0, clips).Where(clip => seconds[clip] == 0)];
        if (others.Length == 0) return seconds;
        var left = Seconds - seconds.Sum();
        var each = Math.Clamp(left / others.Length, LeastOfClip, MostOfClip);
        var heard = Math.Min(others.Length, (int)(left / each));
        for (var k = 0; k < heard; k++) seconds[others[(int)((long)k * others.Length / heard)]] = each;
        return seconds;
    }
}
