using Audio2Mqtt.Torch.Interop;
using Audio2Mqtt.Torch.Network.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Network;

/// <summary>
/// YAMNet: MobileNetV1 over log-mel patches, with TF's 'SAME' padding, convolutions with bias (batch normalisation is folded in), and ReLU
/// or ReLU6 as its weights say. [N, 96, 64] in; scores [N, 521], logits [N, 521] and embeddings [N, 1024] out.
/// </summary>
/// <remarks>
/// A strided layer of TF pads 0 before and 1 after. Here patches and 3x3 kernels are reversed along both axes once, so that torch's
/// <c>padding: 1</c> puts its one row of zeros where TF has it: every strided layer's input is even. <see cref="ToWeights"/> turns them back.
/// Activations are NHWC in memory. An instance is safe to call from several threads under inference mode.
/// </remarks>
public sealed class Yamnet : nn.Module<Tensor, YamnetOutput>
{
    // Early layers' activations are large and their weights small, later ones the other way round: so few patches at a time go through the
    // first layers, whose activations then stay near a core, and more through the others, which read their weights once for all of them.
    private const int EarlyLayers = 7;
    private const int EarlyBatch = 8;
    private const int InferenceBatch = 32;

    private readonly List<Sequential> layers = [];
    private readonly Linear logits;

    private Yamnet(YamnetWeights weights)
        : base(nameof(Yamnet))
    {
        Variant = weights.Variant;
        ClassNames = weights.ClassNames;
        WeightsHash = weights.WeightsHash;
        Provenance = weights.Provenance;
        foreach (var layer in YamnetLayout.Convolutions.GroupBy(convolution => convolution.Layer))
        {
            var modules = layer.SelectMany(convolution => Modules(convolution, weights)).ToArray();
            layers.Add(nn.Sequential(modules));
            register_module($"layer{layer.Key}", layers[^1]);
        }

        logits = nn.Linear(FrozenParameter(weights[YamnetLayout.LogitsName + ".weight"]), FrozenParameter(weights[YamnetLayout.LogitsName + ".bias"]));
        register_module(YamnetLayout.LogitsName, logits);
        eval();
    }

    /// <summary>Length of an embedding: 1024.</summary>
    public const int EmbeddingSize = YamnetLayout.EmbeddingSize;

    /// <summary>Which of the two genuine networks; they are two trainings, not interchangeable.</summary>
    public YamnetVariant Variant { get; }

    /// <summary>The 521 AudioSet display names in score order; empty when the weights came without.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>SHA-256 of the weights it was made from; a model of this network's embeddings carries it.</summary>
    public string WeightsHash { get; }

    /// <summary>Where the weights came from.</summary>
    public WeightsProvenance Provenance { get; }

    /// <summary>How many layers hold convolutions: 14, of which <see cref="UnfreezeLast"/> can open any number.</summary>
    public static int LayerCount => YamnetLayout.Blocks.Count + 1;

    /// <summary>A frozen network in evaluation mode, on the CPU.</summary>
    public static Yamnet Load(YamnetWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Allocator.KeepFreedMemory();
        using var scope = NewDisposeScope();
        // Parameters made under inference mode could never be trained, nor packed for speed.
        using var inference = inference_mode(false);
        using var grad = no_grad();
        var network = new Yamnet(weights);
        Allocator.ReturnFreedMemory();
        return network;
    }

    /// <summary>Scores, logits and embeddings.</summary>
    /// <param name="patches">[N, 96, 64] float32 log-mel, N at least 1; borrowed.</param>
    /// <returns>The caller's.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public override YamnetOutput forward(Tensor patches)
    {
        using var scope = NewDisposeScope();
        var embeddings = Embed(patches);                // [N, 1024]
        var values = Logits(embeddings);                // [N, 521]
        return new YamnetOutput(
            values.sigmoid().MoveToOuterDisposeScope(),
            values.MoveToOuterDisposeScope(),
            embeddings.MoveToOuterDisposeScope());
    }

    /// <summary>The network's own classes, of embeddings that are there already.</summary>
    /// <param name="embeddings">[N, 1024] float32; borrowed.</param>
    /// <returns>[N, 521] float32, the caller's: scores before the sigmoid.</returns>
    public Tensor Logits(Tensor embeddings) => logits.call(embeddings);

    /// <summary>Embeddings alone.</summary>
    /// <param name="patches">[N, 96, 64] float32 log-mel, N at least 1; borrowed.</param>
    /// <returns>[N, 1024] float32, the caller's.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public Tensor Embed(Tensor patches)
    {
        ArgumentNullException.ThrowIfNull(patches);
        if (patches.shape is not [>= 1, 96, 64])
            throw new ArgumentException($"expected patches [N, 96, 64], got [{string.Join(", ", patches.shape)}]", nameof(patches));
        if (!is_inference_mode_enabled())
            return Late(Early(patches));
        return InParts(patches, InferenceBatch, part => Late(InParts(part, EarlyBatch, Early)));
    }

    /// <summary>Embeddings through which gradients flow back into the layers that <see cref="UnfreezeLast"/> opened.</summary>
    /// <param name="patches">[N, 96, 64] float32 log-mel on the network's device, N at least 1; borrowed.</param>
    /// <returns>[N, 1024], the caller's.</returns>
    internal Tensor EmbedForTraining(Tensor patches)
    {
        using var scope = NewDisposeScope();
        if (layers[EarlyLayers - 1].parameters().Any(parameter => parameter.requires_grad)) return Late(Early(patches)).MoveToOuterDisposeScope();

        // The frozen half runs as fast as at inference; autograd begins with a tensor of its own.
        Tensor activations;
        using (inference_mode()) activations = InParts(patches, EarlyBatch, Early);
        return Late(activations.clone()).MoveToOuterDisposeScope();
    }

    /// <summary>Makes the last layers' convolutions trainable, and all others not; 0 freezes the whole network.</summary>
    /// <param name="count">0 to <see cref="LayerCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another count.</exception>
    public void UnfreezeLast(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LayerCount);
        for (var k = 0; k < layers.Count; k++)
            foreach (var parameter in layers[k].parameters())
                parameter.requires_grad = k >= layers.Count - count;
    }

    /// <summary>The parameters that <see cref="UnfreezeLast"/> opened, in the order of the layers.</summary>
    internal IEnumerable<Parameter> Trainable() => layers.SelectMany(layer => layer.parameters()).Where(parameter => parameter.requires_grad);

    /// <summary>The weights as they are now, in the layout of the files (kernels not reversed).</summary>
    public YamnetWeights ToWeights()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var state = state_dict();
        var tensors = YamnetLayout.Tensors.Select(tensor => ToWeight(tensor.Name, tensor.Shape, state[tensor.Name]));
        return new YamnetWeights(
            Variant == YamnetVariant.Lite ? YamnetActivation.Relu6 : YamnetActivation.Relu, ClassNames, Provenance, [.. tensors]);
    }

    private static WeightTensor ToWeight(string name, long[] shape, Tensor value)
    {
        using var data = AsStored(value.cpu()).contiguous().data<float>();
        return new WeightTensor(name, shape, data.ToArray());
    }

    private static IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> Modules(YamnetConvolution convolution, YamnetWeights weights)
    {
        var module = nn.Conv2d(
            convolution.InChannels,
            convolution.OutChannels,
            kernel_size: convolution.KernelSize,
            stride: convolution.Stride,
            padding: convolution.KernelSize / 2,
            groups: convolution.Kind == YamnetConvolutionKind.Depthwise ? convolution.InChannels : 1);
        // The copies made on the way go at once: together they would be as large as the network.
        using (NewDisposeScope())
        {
            module.weight.copy_(AsStored(ToTensor(weights[convolution.Name + ".weight"])));
            module.bias!.copy_(ToTensor(weights[convolution.Name + ".bias"]));
        }

        foreach (var parameter in module.parameters())
            parameter.requires_grad = false;

        // "layer3.depthwise_conv" is "depthwise_conv" inside "layer3".
        var name = convolution.Name[(convolution.Name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        yield return (name, module);
        yield return (name + "_activation", weights.Activation == YamnetActivation.Relu6 ? nn.ReLU6() : nn.ReLU());
    }

    // Reversing is its own inverse; 1x1 kernels, biases and the dense layer stay as they are.
    private static Tensor AsStored(Tensor weight) => weight.shape is [_, _, 3, 3] ? weight.flip(2, 3) : weight;

    private static Parameter FrozenParameter(WeightTensor weight)
    {
        var parameter = new Parameter(ToTensor(weight), requires_grad: false);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    private static Tensor ToTensor(WeightTensor weight) => tensor(weight.Data, weight.Shape);

    // Applies something row by row to a few rows at a time.
    private static Tensor InParts(Tensor rows, int count, Func<Tensor, Tensor> function)
    {
        if (rows.shape[0] <= count)
            return function(rows);
        using var scope = NewDisposeScope();
        return cat([.. rows.split(count).Select(function)]).MoveToOuterDisposeScope();
    }

    private Tensor Early(Tensor patches)
    {
        using var scope = NewDisposeScope();
        // One channel, but with the strides of NHWC, which every later layer then keeps.
        var image = patches.flip(1, 2).unsqueeze(-1).permute(0, 3, 1, 2);                       // [N, 1, 96, 64]
        return Convolve(image, layers.Take(EarlyLayers)).MoveToOuterDisposeScope();             // [N, 512, 6, 4]
    }

    private Tensor Late(Tensor activations)
    {
        using var scope = NewDisposeScope();
        return Convolve(activations, layers.Skip(EarlyLayers)).mean([2, 3]).MoveToOuterDisposeScope(); // [N, 1024]
    }

    // Takes the activations over: a layer's input is not needed once its output is there (autograd holds what it wants itself).
    private static Tensor Convolve(Tensor activations, IEnumerable<Sequential> part)
    {
        foreach (var layer in part)
        {
            var output = layer.call(activations);
            activations.Dispose();
            activations = output;
        }

        return activations;
    }
}
