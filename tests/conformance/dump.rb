# Reads sites as `jekyll build` does, up to rendering, and says in JSON what became of each file.
# Standard input: [{"source": folder, "options": {…}}, …]; standard output: a list of
# {"files": {path: {…}}} or {"error": message}, one for each.
require "jekyll"
require "json"

Jekyll.logger.log_level = :error
$stderr.reopen(File::NULL)
ZONE = ENV["TZ"]

def said(item, built)
  data = item.data
  date = item.respond_to?(:date) ? item.date : nil
  {
    "title" => data["title"].nil? ? nil : data["title"].to_s,
    "date" => date && date.strftime("%Y-%m-%dT%H:%M:%S%:z"),
    "url" => item.url,
    "slug" => data["slug"].to_s,
    "tags" => Array(data["tags"]).map(&:to_s),
    "categories" => Array(data["categories"]).map(&:to_s),
    "built" => built,
  }
end

answers = JSON.parse($stdin.read).map do |asked|
  begin
    ENV["TZ"] = ZONE
    Jekyll::Utils.instance_variable_set(:@parse_date_cache, nil)
    options = asked["options"].merge(
      "source" => asked["source"], "plugins" => [], "disable_disk_cache" => true, "theme" => nil
    )
    config = Jekyll.configuration(options)
    config["plugins"] = []
    config["theme"] = nil
    site = Jekyll::Site.new(config)
    site.reset
    site.read
    files = {}
    prefix = "#{site.source}/"
    site.collections.each_value do |collection|
      collection.docs.each { |doc| files[doc.path.delete_prefix(prefix)] = said(doc, doc.write?) }
    end
    site.pages.each { |page| files[page.relative_path] = said(page, true) }
    { "files" => files }
  rescue StandardError => e
    { "error" => "#{e.class}: #{e.message}" }
  end
end
puts JSON.generate(answers)
