namespace Audio2Mqtt.Torch.Interop;

/// <summary>An HDF5 file, open for reading.</summary>
internal sealed class Hdf5File : IDisposable
{
    private readonly Hdf5Handle file;
    private readonly long length;

    private Hdf5File(Hdf5Handle file, long length)
    {
        this.file = file;
        this.length = length;
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="Hdf5Exception">libhdf5 refuses it.</exception>
    /// <exception cref="NativeLibraryException">libhdf5 is missing.</exception>
    public static Hdf5File Open(string path)
    {
        var length = new FileInfo(path).Length;
        NativeLibraries.Register();
        NativeLibraries.Require(Hdf5.Library);
        lock (Hdf5.Gate)
        {
            Hdf5.Silence();
            var file = Hdf5.OpenFile(path, Hdf5.H5F_ACC_RDONLY, Hdf5.WithoutLocks);
            return file.IsInvalid ? throw new Hdf5Exception("/", Hdf5.ErrorText()) : new(file, length);
        }
    }

    /// <summary>Whether a path names something; the library wants its parts asked for one by one.</summary>
    /// <exception cref="Hdf5Exception">The file's index is broken.</exception>
    public bool Has(string name)
    {
        lock (Hdf5.Gate)
        {
            for (var end = name.IndexOf('/', 1); ; end = name.IndexOf('/', end + 1))
            {
                var part = end < 0 ? name : name[..end];
                switch (Hdf5.LinkExists(file, part, Hdf5.H5P_DEFAULT))
                {
                    case 0: return false;
                    case < 0: throw new Hdf5Exception(part, Hdf5.ErrorText());
                    case > 0 when end < 0: return true;
                    default: break;
                }
            }
        }
    }

    /// <summary>Opens a dataset; see <see cref="Hdf5Dataset.Open"/>.</summary>
    public Hdf5Dataset OpenDataset(string name) => Hdf5Dataset.Open(file, name, length);

    public void Dispose() => file.Dispose();
}
