using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Network;

/// <summary>
/// The trained part: dense layers with ReLU from embeddings to logits. The first thing it does is to standardise its input with
/// figures that training measured and the model stores, so that training and use cannot differ.
/// </summary>
public sealed class Head : nn.Module<Tensor, Tensor>
{
    private readonly Tensor input_mean;  // [size]
    private readonly Tensor input_scale; // [size]
    private readonly Sequential layers;

    /// <summary>A head with random weights, in training mode; torch's seed decides them.</summary>
    /// <param name="inputs">Length of an embedding.</param>
    /// <param name="classes">Number of classes, 2 or more.</param>
    /// <param name="options">Its layers; one of 512 when null.</param>
    public Head(int inputs, int classes, HeadOptions? options = null)
        : base(nameof(Head))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        (Inputs, Classes, Options) = (inputs, classes, options ?? new());
        var modules = new List<(string Name, nn.Module<Tensor, Tensor> Module)>();
        var width = inputs;
        foreach (var (k, units) in Options.Hidden.Index())
        {
            modules.Add(($"dense{k + 1}", Dense(width, units)));
            modules.Add(($"relu{k + 1}", nn.ReLU()));
            if (Options.Dropout > 0) modules.Add(($"dropout{k + 1}", nn.Dropout(Options.Dropout)));
            width = units;
        }

        modules.Add(("logits", Dense(width, classes)));
        layers = nn.Sequential(modules);
        input_mean = zeros(inputs).DetachFromDisposeScope();
        input_scale = ones(inputs).DetachFromDisposeScope();
        register_module(nameof(layers), layers);
        register_buffer(nameof(input_mean), input_mean);
        register_buffer(nameof(input_scale), input_scale);
    }

    /// <summary>Length of an embedding.</summary>
    public int Inputs { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Its layers.</summary>
    public HeadOptions Options { get; }

    /// <summary>Logits of embeddings.</summary>
    /// <param name="input">[N, inputs] float32; borrowed.</param>
    /// <returns>[N, classes] float32, the caller's.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return layers.call((input - input_mean) * input_scale).MoveToOuterDisposeScope(); // [N, classes]
    }

    /// <summary>Sets what inputs are standardised with: <c>(x - mean) * scale</c>.</summary>
    /// <param name="mean">[inputs]; borrowed.</param>
    /// <param name="scale">[inputs]; borrowed.</param>
    public void SetStandardisation(Tensor mean, Tensor scale)
    {
        using var _ = no_grad();
        input_mean.copy_(mean);
        input_scale.copy_(scale);
    }

    // Glorot's uniform weights and no bias (https://proceedings.mlr.press/v9/glorot10a.html): the dense layer that the field's recipes were measured with.
    private static Linear Dense(int inputs, int outputs)
    {
        var layer = nn.Linear(inputs, outputs);
        nn.init.xavier_uniform_(layer.weight);
        nn.init.zeros_(layer.bias!);
        return layer;
    }
}
