using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The tensors of an optimizer's state: on disk, from one optimizer to another, from device to device.</summary>
internal static class StateTensors
{
    // More than any tensor has: a garbage file is refused before anything is allocated for it.
    private const int MaxRank = 64;

    /// <summary>A tensor of zeros like the parameter, which no scope disposes.</summary>
    internal static Tensor Zeros(Parameter parameter)
    {
        using var off = no_grad();
        return zeros_like(parameter).DetachFromDisposeScope();
    }

    /// <summary>Writes dtype, rank and dimensions as LEB128 numbers, then the elements, row-major, in machine byte order.</summary>
    internal static void Write(BinaryWriter writer, Tensor tensor)
    {
        var shape = tensor.shape;
        writer.Write7BitEncodedInt((int)tensor.dtype);
        writer.Write7BitEncodedInt(shape.Length);
        foreach (var length in shape)
            writer.Write7BitEncodedInt64(length);
        writer.Flush();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    /// <exception cref="InvalidDataException">The bytes are no tensor's.</exception>
    internal static Tensor Read(BinaryReader reader, Device device)
    {
        var dtype = (ScalarType)reader.Read7BitEncodedInt();
        var rank = reader.Read7BitEncodedInt();
        if (!Enum.IsDefined(dtype) || rank is < 0 or > MaxRank)
            throw new InvalidDataException($"no state tensor: dtype {(int)dtype}, rank {rank}");
        var shape = new long[rank];
        for (var k = 0; k < rank; k++)
            shape[k] = reader.Read7BitEncodedInt64();

        using var off = no_grad();
        var loaded = empty(shape, dtype: dtype);
        loaded.ReadBytesFromStream(reader.BaseStream);
        Move(ref loaded, device);
        return loaded.DetachFromDisposeScope();
    }

    /// <summary>Reads a tensor that must have the parameter's shape, in place of the one that stood in <paramref name="target"/>.</summary>
    internal static void Read(BinaryReader reader, ref Tensor target, Parameter parameter)
    {
        var loaded = Read(reader, parameter.device);
        if (!loaded.shape.AsSpan().SequenceEqual(parameter.shape))
        {
            var (found, wanted) = (string.Join(", ", loaded.shape), string.Join(", ", parameter.shape));
            loaded.Dispose();
            throw new ArgumentException($"the state of a parameter of shape [{wanted}] was saved with shape [{found}]");
        }

        target?.Dispose();
        target = loaded;
    }

    /// <summary>A copy of the source (which may be null) on the parameter's device, in place of the one that stood in <paramref name="target"/>.</summary>
    internal static void Copy(Tensor? source, ref Tensor target, Parameter parameter)
    {
        using var off = no_grad();
        var copy = source?.to(source.dtype, parameter.device, copy: true).DetachFromDisposeScope();
        target?.Dispose();
        target = copy!;
    }

    /// <summary>Moves a tensor (or null) to a device.</summary>
    internal static void Move(ref Tensor tensor, Device device)
    {
        if (tensor is null || (tensor.device_type == device.type && (device.index < 0 || tensor.device_index == device.index)))
            return;
        using var off = no_grad();
        var moved = tensor.to(device).DetachFromDisposeScope();
        tensor.Dispose();
        tensor = moved;
    }

    /// <summary>Both null, or equal within the tolerances of <see cref="Tensor.allclose"/>.</summary>
    internal static bool Close(Tensor? left, Tensor? right) =>
        left is null || right is null ? left is null && right is null : left.allclose(right);
}
