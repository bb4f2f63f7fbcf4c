using Audio2Mqtt.Torch.Features;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Golden;

public sealed class LogMelGoldenTests
{
    // The references come from float64 arithmetic rounded once; ours rounds magnitudes and mel sums to float32 as well.
    private const double Tolerance = 1e-4;

    [GoldenTheory]
    [InlineData("zeros_1s")]
    [InlineData("sine440_3s")]
    [InlineData("noise_3s")]
    [InlineData("short_0p3s")]
    [InlineData("odd_1p37s")]
    [InlineData("miaow_16k")]
    [InlineData("speech_whistling2")]
    public void Log_mel_equals_the_reference_within_1e_4(string name)
    {
        using var scope = NewDisposeScope();
        using var logMel = new LogMel();
        var facts = GoldenData.Facts(name);

        var frames = logMel.Compute(GoldenData.PaddedWaveform(name));

        Assert.Equal([1, facts.GetProperty("frames").GetInt32(), 64], frames.shape);
        Assert.InRange(GoldenData.LargestDifference(frames[0], GoldenData.Npy(name + ".log_mel.npy")), 0, Tolerance);
        Assert.Equal([1, facts.GetProperty("patches").GetInt32(), 96, 64], logMel.Patches(frames).shape);
    }

    [GoldenTheory]
    [InlineData("zeros_1s")]
    [InlineData("sine440_3s")]
    [InlineData("short_0p3s")]
    [InlineData("odd_1p37s")]
    [InlineData("miaow_16k")]
    [InlineData("speech_whistling2")]
    public void Padding_and_patch_count_follow_the_original(string name)
    {
        var facts = GoldenData.Facts(name);
        var samples = facts.GetProperty("samples").GetInt64();
        Assert.Equal(facts.GetProperty("padded_samples").GetInt64(), LogMel.PaddedLength(samples));
        Assert.Equal(facts.GetProperty("patches").GetInt32(), LogMel.PatchCount(samples));
    }

    [GoldenFact]
    public void The_mel_matrix_and_the_window_equal_the_reference()
    {
        using var scope = NewDisposeScope();
        var mel = tensor(MelFilterBank.Weights(LogMelOptions.Default), [257, 64]);
        // Both are double-precision formulas rounded to float32.
        Assert.InRange(GoldenData.LargestDifference(mel, GoldenData.Npy("mel_matrix_257x64.npy")), 0, 1e-6);
        Assert.InRange(GoldenData.LargestDifference(hann_window(400), GoldenData.Npy("hann_periodic_400.npy")), 0, 1e-6);
    }
}
