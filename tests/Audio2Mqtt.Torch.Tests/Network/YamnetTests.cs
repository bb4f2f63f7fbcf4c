using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.Golden;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Network;

public sealed class YamnetTests
{
    [GoldenFact]
    public void Weights_come_out_of_the_network_as_they_went_in()
    {
        var weights = GenuineYamnet.Weights("lite6");
        using var yamnet = Yamnet.Load(weights);
        var back = yamnet.ToWeights();

        Assert.Equal(weights.ComputeHash(), back.ComputeHash());
        Assert.Equal(weights.Activation, back.Activation);
        Assert.Equal(weights.ClassNames, back.ClassNames);
    }

    [GoldenFact]
    public void A_large_batch_gives_what_its_patches_give_alone()
    {
        using var scope = NewDisposeScope();
        using var yamnet = GenuineYamnet.Load("lite6");
        using var mode = inference_mode();
        using var generator = new Generator(3);
        var patches = (randn([37, 96, 64], generator: generator) * 2) - 3;

        using var together = yamnet.call(patches);

        Assert.Equal([37, 521], together.Scores.shape);
        Assert.Equal([37, 1024], together.Embeddings.shape);
        foreach (var k in (int[])[0, 15, 16, 36])
        {
            using var alone = yamnet.call(patches.narrow(0, k, 1));
            // Kernels may block their sums differently for another batch.
            Assert.InRange((alone.Logits[0] - together.Logits[k]).abs().max().ToDouble(), 0, 1e-4);
        }
    }

    [GoldenFact]
    public void Two_threads_may_run_one_network()
    {
        using var scope = NewDisposeScope();
        using var yamnet = GenuineYamnet.Load("lite6");
        using var generator = new Generator(5);
        var patches = randn([16, 96, 64], generator: generator).DetachFromDisposeScope();
        float[] Run()
        {
            using var own = NewDisposeScope();
            using var mode = inference_mode();
            return yamnet.Embed(patches).data<float>().ToArray();
        }

        var expected = Run();
        var results = new float[8][];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, k => results[k] = Run());

        // A provider may split the sums of a convolution otherwise when several threads compute; embeddings are of size 1.
        Assert.All(results, result => Assert.All(result.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4f)));
        patches.Dispose();
    }

    [GoldenFact]
    public void Only_the_layers_that_were_opened_learn()
    {
        using var scope = NewDisposeScope();
        using var yamnet = GenuineYamnet.Load("lite6");
        Assert.DoesNotContain(yamnet.parameters(), parameter => parameter.requires_grad);

        yamnet.UnfreezeLast(2);
        var open = yamnet.named_parameters().Where(pair => pair.parameter.requires_grad).Select(pair => pair.name).ToArray();
        Assert.Equal(8, open.Length); // two layers, each depthwise and pointwise, weight and bias
        Assert.All(open, name => Assert.True(name.StartsWith("layer13.", StringComparison.Ordinal) || name.StartsWith("layer14.", StringComparison.Ordinal), name));

        using var embeddings = yamnet.Embed(randn(2, 96, 64));
        embeddings.sum().backward();
        foreach (var (name, parameter) in yamnet.named_parameters())
            Assert.Equal(open.Contains(name), parameter.grad is { } grad && grad.abs().sum().ToDouble() > 0);
    }

    [GoldenFact]
    public void A_weight_changed_after_inference_is_seen_by_the_next_one()
    {
        using var scope = NewDisposeScope();
        using var yamnet = GenuineYamnet.Load("lite6");
        var patches = randn(2, 96, 64);
        float Sum()
        {
            using var mode = inference_mode();
            using var embeddings = yamnet.Embed(patches);
            return embeddings.sum().item<float>();
        }

        Assert.True(Sum() > 0);
        // With the last layer's weights and biases at zero, the embeddings are ReLU(0).
        foreach (var (name, parameter) in yamnet.named_parameters().Where(pair => pair.name.StartsWith("layer14.pointwise", StringComparison.Ordinal)))
            using (no_grad())
                parameter.zero_();
        Assert.Equal(0, Sum());

        // Written through memory, without an operator.
        using (var bias = yamnet.state_dict()["layer14.pointwise_conv.bias"].data<float>())
            bias[0] = 1;
        Assert.Equal(2, Sum(), 1e-5);
    }

    [GoldenFact]
    public void Other_shapes_are_refused()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        using var wrong = zeros(1, 64, 96);
        using var none = zeros(0, 96, 64);
        Assert.Contains("[1, 64, 96]", Assert.Throws<ArgumentException>(() => yamnet.Embed(wrong)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => yamnet.Embed(none));
    }

    [GoldenFact]
    public void Repeating_it_leaves_no_tensor_behind()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        using var patches = zeros(20, 96, 64);
        using var mode = inference_mode();
        yamnet.call(patches).Dispose();
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var k = 0; k < 5; k++)
            yamnet.call(patches).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }
}
