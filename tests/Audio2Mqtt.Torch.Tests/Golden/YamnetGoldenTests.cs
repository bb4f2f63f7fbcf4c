using System.Text.Json;
using Audio2Mqtt.Torch.Features;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Golden;

public sealed class YamnetGoldenTests
{
    // Given equal log-mel, only the order of float32 sums differs between the reference and libtorch.
    private const double ScoreTolerance = 5e-4;
    private const double EmbeddingTolerance = 1e-3;

    public static TheoryData<string, string> NetworksAndCases()
    {
        var data = new TheoryData<string, string>();
        foreach (var network in (string[])["lite6", "hub"])
            foreach (var name in GoldenData.Cases)
                data.Add(network, name);
        return data;
    }

    [GoldenTheory]
    [MemberData(nameof(NetworksAndCases))]
    public void Given_equal_log_mel_scores_and_embeddings_equal_the_reference(string network, string name)
    {
        using var scope = NewDisposeScope();
        using var yamnet = GenuineYamnet.Load(network);
        using var logMel = new LogMel();
        var patches = logMel.Patches(GoldenData.Npy(name + ".log_mel.npy").unsqueeze(0))[0];

        foreach (var inference in (bool[])[true, false])
        {
            // The two modes may take different kernels; both must be right.
            using var mode = inference ? inference_mode() : no_grad();
            using var output = yamnet.call(patches);
            Assert.InRange(GoldenData.LargestDifference(output.Scores, GoldenData.Npy($"{name}.{network}.scores.npy")), 0, ScoreTolerance);
            Assert.InRange(GoldenData.LargestDifference(output.Embeddings, GoldenData.Npy($"{name}.{network}.embeddings.npy")), 0, EmbeddingTolerance);
            Assert.InRange(GoldenData.LargestDifference(output.Logits.sigmoid(), output.Scores), 0, 1e-6);
        }
    }

    [GoldenTheory]
    [MemberData(nameof(NetworksAndCases))]
    public void From_the_recording_on_the_top_five_of_the_mean_equal_the_reference(string network, string name)
    {
        using var scope = NewDisposeScope();
        using var yamnet = GenuineYamnet.Load(network);
        using var logMel = new LogMel();
        using var mode = inference_mode();

        var patches = logMel.Patches(logMel.Compute(GoldenData.PaddedWaveform(name)))[0];
        using var output = yamnet.call(patches);

        var expected = GoldenData.Npy($"{name}.{network}.scores.npy");
        Assert.Equal(expected.shape, output.Scores.shape);
        Assert.Equal(TopFive(expected), TopFive(output.Scores));
    }

    // The three checks that the original's own test makes.
    [GoldenTheory]
    [InlineData("zeros_1s", "Silence")]
    [InlineData("noise_3s", "White noise")]
    [InlineData("sine440_3s", "Sine wave")]
    public void Silence_white_noise_and_a_sine_are_among_the_top_ten(string name, string expected)
    {
        foreach (var network in (string[])["lite6", "hub"])
        {
            using var scope = NewDisposeScope();
            using var yamnet = GenuineYamnet.Load(network);
            using var logMel = new LogMel();
            using var mode = inference_mode();
            using var output = yamnet.call(logMel.Patches(logMel.Compute(GoldenData.PaddedWaveform(name)))[0]);
            var names = GenuineYamnet.Weights("lite6").ClassNames;
            var top = output.Scores.mean([0]).topk(10).indexes.data<long>().ToArray().Select(k => names[(int)k]);
            Assert.Contains(expected, top);
        }
    }

    [GoldenFact]
    public void Each_layer_equals_the_reference_on_the_first_patch_of_the_miaow()
    {
        using var scope = NewDisposeScope();
        using var yamnet = GenuineYamnet.Load("lite6");
        using var mode = inference_mode();
        using var document = JsonDocument.Parse(File.ReadAllBytes(GoldenData.File("golden.json")));
        var taps = document.RootElement.GetProperty("layer_taps_miaow_patch0").GetProperty("lite6");

        var patch = GoldenData.Npy("miaow_16k.log_mel.npy").narrow(0, 0, 96).unsqueeze(0);
        var activations = patch.flip(1, 2).unsqueeze(-1).permute(0, 3, 1, 2);
        var (tap, checkedTaps) = (0, 0);
        foreach (var (layer, _) in yamnet.named_children().Where(child => child.name != "logits").Select(child => ((nn.Module<Tensor, Tensor>)child.module, child.name)))
        {
            foreach (var (name, module) in layer.named_children())
            {
                activations = ((nn.Module<Tensor, Tensor>)module).call(activations);
                if (!name.EndsWith("_activation", StringComparison.Ordinal) || tap >= taps.GetArrayLength())
                    continue;
                var expected = taps[tap++];
                // Means over thousands of activations of size about 1.
                Assert.Equal(expected.GetProperty("mean").GetDouble(), activations.mean().ToDouble(), 1e-4);
                Assert.Equal(expected.GetProperty("max").GetDouble(), activations.max().ToDouble(), 1e-3);
                Assert.Equal(expected.GetProperty("shape_nchw").EnumerateArray().Select(length => length.GetInt64()), activations.shape);
                checkedTaps++;
            }
        }

        Assert.Equal(taps.GetArrayLength(), checkedTaps);
    }

    private static long[] TopFive(Tensor scores)
    {
        using var scope = NewDisposeScope();
        return scores.mean([0]).topk(5).indexes.data<long>().ToArray();
    }
}
