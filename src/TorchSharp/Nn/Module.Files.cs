using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // The file form: the count of entries (LEB128), then per entry its key (BinaryWriter's string) and its tensor (TensorExtensionMethods.Save).
        public partial class Module
        {
            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            /// <summary>Writes to a stream, and closes it.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var entries = sd.Where(entry => skip?.Contains(entry.Key) != true).ToList();
                writer.Encode(entries.Count);
                foreach (var (key, tensor) in entries)
                {
                    writer.Write(key);
                    tensor.Save(writer);
                }
            }

            /// <summary>Reads values in, by key. What is read before an error stays.</summary>
            /// <param name="location">The file.</param>
            /// <param name="strict">Whether the file must have exactly the module's keys; otherwise unknown ones are read past.</param>
            /// <param name="skip">Keys that are read past.</param>
            /// <param name="loadedParameters">Receives every key of the file, and whether the module has it.</param>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="ArgumentException">The file does not fit the module: count, key, element type or shape.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                    throw new FileNotFoundException($"no such file: {location}", location);
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Reads from a stream, and closes it.</summary>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var own = state_dict();
                var count = reader.Decode();
                if (strict && count != own.Count)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {own.Count}, but found {count} entries.");
                for (var k = 0L; k < count; k++)
                {
                    var key = ReadKey(reader);
                    var known = own.TryGetValue(key, out var target);
                    if (strict && !known)
                        throw new ArgumentException($"Mismatched module state names: the target module has no parameter or buffer named '{key}'");
                    if (known && skip?.Contains(key) != true)
                        target!.Load(reader);
                    else
                        TensorExtensionMethods.Load(reader, skip: true);
                    loadedParameters?.Add(key, known);
                }

                return this;
            }

            private static string ReadKey(BinaryReader reader)
            {
                try
                {
                    return reader.ReadString();
                }
                catch (FormatException error) // the length is no number
                {
                    throw new InvalidDataException("not a saved module: a key's length runs over 31 bits", error);
                }
            }

            /// <summary>A new module with the values of a file.</summary>
            public static Module Create<T>(string path)
                where T : Module, new() => new T().load(path);
        }
    }
}
