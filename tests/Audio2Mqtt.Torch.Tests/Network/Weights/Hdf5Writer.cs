using System.Runtime.InteropServices;
using System.Text;
using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

/// <summary>
/// The writing half of libhdf5, called in the way h5py calls it for Keras: default layout, a group per part of a path, string attributes.
/// </summary>
internal sealed class Hdf5Writer : IDisposable
{
    private const uint H5F_ACC_TRUNC = 2;

    private static readonly nint Library = NativeLibraries.Handle(Hdf5.Library);
    private static readonly CreateFile H5Fcreate = Import<CreateFile>("H5Fcreate");
    private static readonly CreateGroup H5Gcreate2 = Import<CreateGroup>("H5Gcreate2");
    private static readonly OpenGroup H5Gopen2 = Import<OpenGroup>("H5Gopen2");
    private static readonly OpenGroup H5Lexists = Import<OpenGroup>("H5Lexists");
    private static readonly CreateSpace H5Screate_simple = Import<CreateSpace>("H5Screate_simple");
    private static readonly CreateDataset H5Dcreate2 = Import<CreateDataset>("H5Dcreate2");
    private static readonly WriteDataset H5Dwrite = Import<WriteDataset>("H5Dwrite");
    private static readonly CreateAttribute H5Acreate2 = Import<CreateAttribute>("H5Acreate2");
    private static readonly WriteAttribute H5Awrite = Import<WriteAttribute>("H5Awrite");
    private static readonly OneId H5Tcopy = Import<OneId>("H5Tcopy");
    private static readonly SetSize H5Tset_size = Import<SetSize>("H5Tset_size");

    private readonly long file;

    public Hdf5Writer(string path)
    {
        lock (Hdf5.Gate)
        {
            // The float type exists only once the library has started, which the binding's first use sees to.
            Assert(Hdf5.NativeFloat);
            file = Assert(H5Fcreate(path, H5F_ACC_TRUNC, 0, Hdf5.WithoutLocks));
        }
    }

    private delegate long CreateFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint flags, long creation, long access);

    private delegate long CreateGroup(long place, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, long link, long creation, long access);

    private delegate long OpenGroup(long place, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, long access);

    private delegate long CreateSpace(int rank, long[] sizes, nint most);

    private delegate long CreateDataset(
        long place, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, long type, long space, long link, long creation, long access);

    private delegate int WriteDataset(long dataset, long type, long memorySpace, long fileSpace, long transfer, float[] values);

    private delegate long CreateAttribute(
        long place, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, long type, long space, long creation, long access);

    private delegate int WriteAttribute(long attribute, long type, byte[] values);

    private delegate long OneId(long id);

    private delegate int SetSize(long type, nuint size);

    public void WriteFloats(string name, long[] shape, float[] values)
    {
        lock (Hdf5.Gate)
        {
            for (var end = name.IndexOf('/', 1); end > 0; end = name.IndexOf('/', end + 1))
            {
                var group = name[..end];
                if ((int)H5Lexists(file, group, 0) == 0) Close(Assert(H5Gcreate2(file, group, 0, 0, 0)));
            }

            var space = Assert(H5Screate_simple(shape.Length, shape, 0));
            var dataset = Assert(H5Dcreate2(file, name, Global("H5T_IEEE_F32LE_g"), space, 0, 0, 0));
            Assert(H5Dwrite(dataset, Hdf5.NativeFloat, 0, 0, 0, values));
            Close(dataset);
            Close(space);
        }
    }

    public void WriteStrings(string groupName, string name, string[] values)
    {
        lock (Hdf5.Gate)
        {
            var width = values.Max(value => value.Length);
            var type = Assert(H5Tcopy(Global("H5T_C_S1_g")));
            Assert(H5Tset_size(type, (nuint)width));
            var space = Assert(H5Screate_simple(1, [values.Length], 0));
            var group = Assert(H5Gopen2(file, groupName, 0));
            var attribute = Assert(H5Acreate2(group, name, type, space, 0, 0));
            Assert(H5Awrite(attribute, type, [.. values.SelectMany(value => Encoding.UTF8.GetBytes(value.PadRight(width, '\0')))]));
            foreach (var id in new[] { attribute, group, space, type }) Close(id);
        }
    }

    public void Dispose()
    {
        lock (Hdf5.Gate) Close(file);
    }

    private static void Close(long id) => Assert(Hdf5.Release(id));

    private static T Import<T>(string name)
        where T : Delegate =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(Library, name));

    private static long Global(string name) => Marshal.ReadInt64(NativeLibrary.GetExport(Library, name));

    private static long Assert(long result) => result >= 0 ? result : throw new InvalidOperationException(Hdf5.ErrorText());
}
