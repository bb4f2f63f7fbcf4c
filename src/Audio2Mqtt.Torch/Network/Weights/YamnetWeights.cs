using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// One genuine YAMNet in memory, independent of the file it came from: 56 tensors in torch's layout (batch normalisation folded into
/// convolutions with bias, kernels as correlation), the activation, the class names and the provenance. Immutable.
/// </summary>
public sealed class YamnetWeights
{
    private readonly Dictionary<string, WeightTensor> byName;
    private readonly Lazy<string> hash;

    internal YamnetWeights(
        YamnetActivation activation,
        IReadOnlyList<string> classNames,
        WeightsProvenance provenance,
        IReadOnlyList<WeightTensor> tensors,
        string? knownHash = null)
    {
        CheckTensors(tensors);
        if (classNames.Count is not (0 or YamnetLayout.ClassCount))
            throw new ArgumentException($"{classNames.Count} class names; YAMNet has {YamnetLayout.ClassCount}", nameof(classNames));
        Activation = activation;
        ClassNames = classNames;
        Provenance = provenance;
        Tensors = tensors;
        byName = tensors.ToDictionary(tensor => tensor.Name);
        hash = knownHash is null ? new Lazy<string>(ComputeHash) : new Lazy<string>(knownHash);
    }

    /// <summary>Which of the two networks. Its activation tells: only the 8-bit network was trained with ReLU6.</summary>
    public YamnetVariant Variant => VariantOf(Activation);

    /// <summary><c>lite</c> or <c>float</c>, as the command line spells it.</summary>
    public string Name => Variant.ToString().ToLowerInvariant();

    /// <summary>The activation after each convolution.</summary>
    public YamnetActivation Activation { get; }

    /// <summary>The 521 AudioSet display names in score order; empty when the file read carries none (installed weights always do).</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Where the weights came from.</summary>
    public WeightsProvenance Provenance { get; }

    /// <summary>All 56 tensors in canonical order: <c>layer1.conv.weight</c>, <c>.bias</c>, …, <c>logits.weight</c>, <c>.bias</c>.</summary>
    public IReadOnlyList<WeightTensor> Tensors { get; }

    /// <summary>
    /// SHA-256 (64 lower-case hex digits) over the tensors' names, shapes and float32 little-endian bytes in canonical order. The same
    /// network has the same hash in every container. Installed weights carry it; otherwise the first use computes it (about 10 ms).
    /// </summary>
    public string WeightsHash => hash.Value;

    /// <summary>A tensor by its name.</summary>
    /// <param name="name">Such as <c>layer2.depthwise_conv.weight</c>.</param>
    /// <exception cref="KeyNotFoundException">YAMNet has no tensor of this name.</exception>
    public WeightTensor this[string name] => byName[name];

    /// <summary>The same weights with these class names.</summary>
    /// <param name="classNames">521 names in score order.</param>
    /// <exception cref="ArgumentException">Not 521 names.</exception>
    public YamnetWeights WithClassNames(IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        return new(Activation, classNames, Provenance, Tensors, hash.IsValueCreated ? hash.Value : null);
    }

    internal static YamnetVariant VariantOf(YamnetActivation activation) => activation == YamnetActivation.Relu6 ? YamnetVariant.Lite : YamnetVariant.Float;

    internal YamnetWeights WithProvenance(WeightsProvenance provenance) =>
        new(Activation, ClassNames, provenance, Tensors, hash.IsValueCreated ? hash.Value : null);

    /// <summary>The hash of the values that are in memory now, whatever the file claimed.</summary>
    internal string ComputeHash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        foreach (var tensor in Tensors)
        {
            sha.AppendData(Encoding.UTF8.GetBytes(tensor.Name + "\0"));
            BinaryPrimitives.WriteInt64LittleEndian(number, tensor.Shape.Length);
            sha.AppendData(number);
            foreach (var size in tensor.Shape)
            {
                BinaryPrimitives.WriteInt64LittleEndian(number, size);
                sha.AppendData(number);
            }

            // Every platform that .NET and libtorch share is little-endian: the bytes in memory are the bytes to hash.
            sha.AppendData(MemoryMarshal.AsBytes<float>(tensor.Data));
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static void CheckTensors(IReadOnlyList<WeightTensor> tensors)
    {
        if (tensors.Count != YamnetLayout.Tensors.Count)
            throw new ArgumentException($"{tensors.Count} tensors; YAMNet has {YamnetLayout.Tensors.Count}", nameof(tensors));
        foreach (var (tensor, (name, shape)) in tensors.Zip(YamnetLayout.Tensors))
        {
            if (tensor.Name != name || !tensor.Shape.AsSpan().SequenceEqual(shape) || tensor.Data.Length != YamnetLayout.Count(shape))
                throw new ArgumentException(
                    $"{tensor.Name} {tensor.ShapeText} where {name} {WeightTensor.DescribeShape(shape)} belongs", nameof(tensors));
        }
    }
}
