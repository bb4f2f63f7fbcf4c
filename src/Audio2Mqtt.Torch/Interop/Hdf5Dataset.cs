namespace Audio2Mqtt.Torch.Interop;

/// <summary>An open float dataset whose values lie in one piece in the file, checked before any of them is read.</summary>
internal sealed class Hdf5Dataset : IDisposable
{
    private readonly Hdf5Handle dataset;

    private Hdf5Dataset(string name, Hdf5Handle dataset, long[] shape, long offset)
    {
        Name = name;
        this.dataset = dataset;
        Shape = shape;
        Offset = offset;
    }

    /// <summary>Its path in the file.</summary>
    public string Name { get; }

    /// <summary>The size of each dimension.</summary>
    public long[] Shape { get; }

    /// <summary>Where its values begin in the file.</summary>
    public long Offset { get; }

    /// <summary>Opens a dataset of 32-bit floats.</summary>
    /// <param name="file">An open file.</param>
    /// <param name="name">The dataset's path.</param>
    /// <param name="fileLength">The file's length: values beyond it are an error before memory is taken for them.</param>
    /// <exception cref="Hdf5Exception">It is missing, of another type, compressed, elsewhere, or larger than the file.</exception>
    public static Hdf5Dataset Open(Hdf5Handle file, string name, long fileLength)
    {
        lock (Hdf5.Gate)
        {
            var dataset = Hdf5.OpenDataset(file, name, Hdf5.H5P_DEFAULT);
            try
            {
                if (dataset.IsInvalid) throw new Hdf5Exception(name, Hdf5.ErrorText());
                CheckType(dataset, name);
                var shape = ReadShape(dataset, name);
                return new(name, dataset, shape, CheckStorage(dataset, name, shape, fileLength));
            }
            catch
            {
                dataset.Dispose();
                throw;
            }
        }
    }

    /// <summary>Reads all values into an array of exactly their number.</summary>
    /// <exception cref="Hdf5Exception">The library cannot read them.</exception>
    public void Read(Span<float> values)
    {
        lock (Hdf5.Gate)
        {
            if (Hdf5.Read(dataset, Hdf5.NativeFloat, Hdf5.H5S_ALL, Hdf5.H5S_ALL, Hdf5.H5P_DEFAULT, values) < 0)
                throw new Hdf5Exception(Name, Hdf5.ErrorText());
        }
    }

    public void Dispose() => dataset.Dispose();

    private static void CheckType(Hdf5Handle dataset, string name)
    {
        using var type = Hdf5.GetElementType(dataset);
        if (type.IsInvalid) throw new Hdf5Exception(name, Hdf5.ErrorText());
        if (Hdf5.GetClass(type) != Hdf5.H5T_FLOAT || Hdf5.GetSize(type) != sizeof(float))
            throw new Hdf5Exception(name, "its elements are not 32-bit floats");
    }

    private static long[] ReadShape(Hdf5Handle dataset, string name)
    {
        using var space = Hdf5.GetSpace(dataset);
        if (space.IsInvalid) throw new Hdf5Exception(name, Hdf5.ErrorText());
        var rank = Hdf5.GetRank(space);
        if (rank is < 0 or > Hdf5.H5S_MAX_RANK) throw new Hdf5Exception(name, $"{rank} dimensions");
        var sizes = new ulong[rank];
        if (Hdf5.GetSizes(space, sizes, 0) < 0) throw new Hdf5Exception(name, Hdf5.ErrorText());
        return [.. sizes.Select(size => size <= int.MaxValue ? (long)size : throw new Hdf5Exception(name, $"a dimension of {size}"))];
    }

    private static long CheckStorage(Hdf5Handle dataset, string name, long[] shape, long fileLength)
    {
        using var properties = Hdf5.GetCreationProperties(dataset);
        if (properties.IsInvalid) throw new Hdf5Exception(name, Hdf5.ErrorText());
        if (Hdf5.GetLayout(properties) != Hdf5.H5D_CONTIGUOUS || Hdf5.GetFilterCount(properties) != 0 || Hdf5.GetExternalCount(properties) != 0)
            throw new Hdf5Exception(name, "its values are in chunks, compressed, or in another file; Keras writes them in one piece");
        Int128 bytes = sizeof(float);
        foreach (var size in shape)
        {
            bytes *= size;
            if (bytes > fileLength) throw new Hdf5Exception(name, $"the shape [{string.Join(", ", shape)}] is larger than the file");
        }

        var stored = Hdf5.GetStorageSize(dataset);
        var offset = Hdf5.GetOffset(dataset);
        if (stored != (ulong)bytes || offset > (ulong)fileLength || stored > (ulong)fileLength - offset)
            throw new Hdf5Exception(name, $"{stored} bytes at {(long)offset} where [{string.Join(", ", shape)}] takes {bytes} within the file");
        return (long)offset;
    }
}
